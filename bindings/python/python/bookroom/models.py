"""Ids, enums and records of the engine, and lists of them."""

from bookroom._generated.models import *
from bookroom._table import Page as Page
from bookroom._table import Rows as Rows
from bookroom._table import Table as Table
