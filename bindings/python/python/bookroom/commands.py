"""Every command of the engine as data, for ``Session.run`` and ``Session.batch``.

>>> from bookroom import commands
>>> from bookroom import NewCustomer
>>> commands.AddCustomers(customers=[NewCustomer("晨光")]).command
'customers.add'
"""

from bookroom._generated.commands import *
from bookroom._generated.commands import COMMANDS as COMMANDS
from bookroom._generated.commands import METHODS as METHODS
