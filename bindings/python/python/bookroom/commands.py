"""Every command of the engine as data, for ``Session.run`` and ``Session.batch``.

>>> from bookroom import commands
>>> from bookroom import NewCustomer
>>> commands.AddCustomers(customers=[NewCustomer("晨光")]).command
'customers.add'
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookroom._generated.commands import *
else:
    from bookroom import _later
    from bookroom._generated import commands as _commands

    __all__, __getattr__, __dir__ = _later.load_later(
        globals(), {"bookroom._generated.commands": _commands.__all__}
    )
