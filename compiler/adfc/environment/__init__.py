"""What a factory needs around it, as data: names, endpoints and tables, what pipelines need and who is granted it."""

from adfc.environment.given import Given, given
from adfc.environment.kusto import KustoDatabase, databases, kusto_database, tables
from adfc.environment.lookup import Store, find, store_of
from adfc.environment.names import azure_name, region

__all__ = [
    "Given",
    "KustoDatabase",
    "Store",
    "azure_name",
    "databases",
    "find",
    "given",
    "kusto_database",
    "region",
    "store_of",
    "tables",
]
