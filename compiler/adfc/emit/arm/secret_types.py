"""Which property of a linked service hides its secret, and where the exporter inserts it: tables.

All measured on published factories. Studio keeps the secret itself out of Git: what a Git-mode file holds is
`encryptedCredential`, which tells that there is one.
"""

from dataclasses import dataclass

CONNECTION_STRING_TYPES = frozenset(
    {
        "AmazonRdsForOracle",
        "AmazonRdsForSqlServer",
        "AzureBlobStorage",
        "AzureFileStorage",
        "AzureMySql",
        "AzurePostgreSql",
        "AzureSqlDW",
        "AzureSqlDatabase",
        "AzureSqlMI",
        "AzureTableStorage",
        "CosmosDb",
        "CosmosDbMongoDbApi",
        "Db2",
        "MongoDbV2",
        "MySql",
        "Oracle",
        "PostgreSql",
        "SapHana",
        "Snowflake",
        "SqlServer",
    }
)
"""Types whose `connectionString` is itself a secret."""

CONNECTION_STRING_KEYS = (
    "Integrated Security",
    "Data Source",
    "Initial Catalog",
    "Encrypt",
    "Connection Timeout",
    "User ID",
    "Password",
)
"""Keys of connection strings in the letter case that the exporter gives them."""

ALWAYS_SECRET = frozenset({"AzureFunction"})
"""Types that get their secret property even without `encryptedCredential`."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret property: it goes after the last of the siblings `after` that exists, else to the end."""

    name: str
    after: tuple[str, ...] = ()
    needs: str = ""
    """The sibling without which this is not the secret that `encryptedCredential` stands for."""
    authentication: str = ""
    """The `authenticationType` for which it is; any if empty."""


_PRINCIPAL_KEY = Secret("servicePrincipalKey", ("servicePrincipalId",), needs="servicePrincipalId")
_PRINCIPAL_CREDENTIAL = Secret("servicePrincipalCredential", ("servicePrincipalId",), needs="servicePrincipalId")
_USER_PASSWORD = (Secret("password", ("userName",)),)
_USERNAME_PASSWORD = (Secret("password", ("username",)),)
_SQL = (_PRINCIPAL_KEY, Secret("password", ("userName",), needs="userName"))
_SAP = (Secret("password", ("userName", "subscriberName")),)
_SECRET_ACCESS_KEY = (Secret("secretAccessKey", ("accessKeyId",)),)
_DYNAMICS = (_PRINCIPAL_CREDENTIAL, Secret("password", ("username",), needs="username"))
_FILE_SHARE = (Secret("password", ("userId",), needs="userId"),)

SECRETS: dict[str, tuple[Secret, ...]] = {
    "AmazonRdsForSqlServer": _SQL,
    "AmazonS3": _SECRET_ACCESS_KEY,
    "AzureBatch": (Secret("accessKey"),),
    "AzureBlobFS": (
        Secret(
            "servicePrincipalCredential",
            ("servicePrincipalId", "servicePrincipalCredentialType"),
            needs="servicePrincipalId",
        ),
        Secret("accountKey", ("url",), needs="url"),
    ),
    "AzureDataExplorer": (_PRINCIPAL_KEY,),
    "AzureDataLakeAnalytics": (_PRINCIPAL_KEY,),
    "AzureDataLakeStore": (_PRINCIPAL_KEY,),
    "AzureDatabricks": (Secret("accessToken", ("domain",)),),
    "AzureDatabricksDeltaLake": (Secret("accessToken"),),
    "AzureFileStorage": _FILE_SHARE,
    "AzureFunction": (Secret("functionKey", ("authentication",)),),
    "AzureSqlDW": _SQL,
    "AzureSqlDatabase": _SQL,
    "AzureSqlMI": _SQL,
    "CommonDataServiceForApps": _DYNAMICS,
    "Dynamics": _DYNAMICS,
    "DynamicsCrm": _DYNAMICS,
    "EventHubs": (Secret("accessKey", ("accessKeyName",)),),
    "FileServer": _FILE_SHARE,
    "GoogleCloudStorage": _SECRET_ACCESS_KEY,
    "HDInsight": _USER_PASSWORD,
    "Hdfs": _USER_PASSWORD,
    "HttpServer": _USER_PASSWORD,
    "Jira": _USERNAME_PASSWORD,
    "MySql": (Secret("password", ("useSystemTrustStore",), needs="server"),),
    "Odbc": _USER_PASSWORD,
    "PostgreSqlV2": _USERNAME_PASSWORD,
    "RestService": (
        Secret("clientSecret", ("clientId",), authentication="OAuth2ClientCredential"),
        Secret("servicePrincipalKey", ("servicePrincipalId",), authentication="AadServicePrincipal"),
        Secret("password", ("userName",)),
    ),
    "SalesforceV2": (Secret("clientSecret", ("clientId",)),),
    "SapEcc": _USERNAME_PASSWORD,
    "SapOdp": _SAP,
    "SapTable": _SAP,
    "Sftp": _USER_PASSWORD,
    "SharePointOnlineList": (_PRINCIPAL_KEY,),
    "SnowflakeV2": (Secret("password", ("user", "database", "warehouse", "role")),),
    "SqlServer": _SQL,
}
"""By type of linked service, the first that fits."""
