SELECT id, customer, total
FROM dbo.orders
WHERE ?AdfRangePartitionColumnName >= ?AdfRangePartitionLowbound
  AND ?AdfRangePartitionColumnName <= ?AdfRangePartitionUpbound
