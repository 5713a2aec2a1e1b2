// Asks Microsoft's KQL parser. Requests come as lines of JSON on stdin, and one line of JSON answers each, in order.
//
// A request: {"text", "databases": [{"name", "cluster", "tables": {table: {column: type}}, "functions": {name:
// [parameters, body]}}], "holes": {name: [start, ...]}}. The first database is the one that the text is run in; a table
// without columns has unknown ones; a hole is a name in the text whose value, known at run time, may be anything.
//
// An answer: {"faults": [{"code", "message", "start", "end", "syntax", "table", "known"}], "columns": [[name, type], ...]
// or null where they can't be told, "command": whether it is a management command, "loose": from where on the columns
// can't be told}. Places count in UTF-16 units; "table" says that a name stands where a table may.
//
// Run by Node.js: node worker.js FOLDER, with the two files of the parser in FOLDER. Made into a snapshot of the heap
// (node --snapshot-blob FILE --build-snapshot worker.js FOLDER; then node --snapshot-blob FILE) it starts at once.
"use strict";

var adfcFiles = ["bridge.min.js", "Kusto.Language.Bridge.min.js"];

function adfcList(found) {
  if (Array.isArray(found)) return found;
  var all = [];
  if (found) for (var at = 0; at < found.Count; at += 1) all.push(found.getItem(at));
  return all;
}

function adfcNames(found) {
  return adfcList(found).map(function (one) { return one.Name; });
}

function adfcTable(name, columns) {
  var S = Kusto.Language.Symbols;
  var made = Object.keys(columns).map(function (column) {
    return new S.ColumnSymbol(column, S.ScalarTypes.GetSymbol(columns[column]) || S.ScalarTypes.Unknown);
  });
  return new S.TableSymbol.$ctor4(name, made).WithIsOpen(made.length === 0);
}

function adfcDatabase(told, holes) {
  var S = Kusto.Language.Symbols;
  var tables = Object.keys(told.tables).map(function (name) { return adfcTable(name, told.tables[name]); });
  var functions = Object.keys(told.functions).map(function (name) {
    var parts = told.functions[name];
    return new S.FunctionSymbol.$ctor16(name, parts[0], parts[1], null);
  });
  var open = holes.map(function (name) { return adfcTable(name, {}); });
  return new S.DatabaseSymbol.$ctor1(told.name || "db", tables.concat(functions, open), false);
}

var adfcLast = { key: null, state: null };

// The databases of a request, with the holes that stand for tables; most requests have those of the one before.
function adfcState(databases, tables) {
  var S = Kusto.Language.Symbols, key = JSON.stringify([databases, tables]);
  if (adfcLast.key !== key) {
    var made = databases.map(function (one, at) { return adfcDatabase(one, at ? [] : tables); });
    var cluster = new S.ClusterSymbol.$ctor1(databases[0].cluster || "cluster", made, true);
    adfcLast = { key: key, state: Kusto.Language.GlobalState.Default.WithCluster(cluster).WithDatabase(made[0]) };
  }
  return adfcLast.state;
}

function adfcWorld(request, tables) {
  var S = Kusto.Language.Symbols, state = adfcState(request.databases, tables);
  var names = Object.keys(request.holes).filter(function (name) { return tables.indexOf(name) < 0; });
  var holes = names.map(function (name) { return new S.ParameterSymbol(name, S.ScalarTypes.Unknown); });
  return holes.length ? state.WithParameters(holes) : state;
}

var ADFC_THROUGH = /\.(SyntaxToken\+IdentifierToken|TokenName|NameReference|SeparatedElement`1|SyntaxList`1|OrderedExpression|ParenthesizedExpression)$/;
var ADFC_TABULAR = /\.(PipeExpression|ExpressionStatement|JoinOperator|LookupOperator|UnionOperator|FunctionBody)$/;
var ADFC_SCALAR = /\.(FilterOperator|TakeOperator|SampleOperator|TopOperator|SortOperator)$/;

function adfcType(node) {
  return node ? Bridge.getTypeName(node).replace(/\[\[.*$/, "") : "";
}

// What a name stands for, by its place in the tree: "table", "columns" (any number of them), "member" (of a list behind
// `in`, which may be a table) or "value".
function adfcRole(code, start) {
  var node = code.Syntax.GetTokenAt(start);
  while (node && ADFC_THROUGH.test(adfcType(node))) node = node.Parent;
  var type = adfcType(node);
  if (/\.ExpressionList$/.test(type)) return /\.(In|HasAny|HasAll)Expression$/.test(adfcType(node.Parent)) ? "member" : "value";
  if (ADFC_TABULAR.test(type)) return "table";
  return /(Operator|Clause)$/.test(type) && !ADFC_SCALAR.test(type) ? "columns" : "value";
}

function adfcParse(request) {
  var K = Kusto.Language, parsed = { code: null, loose: null };
  parsed.code = K.KustoCode.ParseAndAnalyze(request.text, adfcWorld(request, []));
  var tables = [];
  Object.keys(request.holes).forEach(function (name) {
    request.holes[name].forEach(function (start) {
      var role = adfcRole(parsed.code, start);
      if (role === "table" && tables.indexOf(name) < 0) tables.push(name);
      if (role === "columns" && (parsed.loose === null || start < parsed.loose)) parsed.loose = start;
    });
  });
  if (tables.length) parsed.code = K.KustoCode.ParseAndAnalyze(request.text, adfcWorld(request, tables));
  return parsed;
}

var ADFC_TYPES = ["bool", "datetime", "decimal", "dynamic", "guid", "int", "long", "real", "string", "timespan"];

// The columns that a name at a place may mean.
function adfcScope(code, start) {
  var columns = code.GetColumnsInScope(start);
  return columns ? adfcNames(columns.Columns) : [];
}

// Whether an unknown name stands where a table may: the parser says so, or it is a whole statement, a member of a list
// behind `in`, or anywhere without columns, as an argument of a function.
function adfcMayBeTable(code, fault) {
  if (/^KS(204|181)$/.test(fault.Code)) return true;
  if (fault.Code !== "KS142") return false;
  return /^(table|member)$/.test(adfcRole(code, fault.Start)) || adfcScope(code, fault.Start).length === 0;
}

// The names that could have been meant where one is not known.
function adfcKnown(code, fault, table) {
  var state = code.Globals, database = state.Database;
  if (table) return adfcNames(database.Tables).concat(adfcNames(database.Functions));
  if (/^KS(142|145)$/.test(fault.Code)) return adfcScope(code, fault.Start);
  if (/^KS(124|237)$/.test(fault.Code)) return adfcNames(state.PlugIns);
  if (/^KS(122|123|128|143|211|236)$/.test(fault.Code)) {
    return adfcNames(state.Functions).concat(adfcNames(state.Aggregates), adfcNames(database.Functions));
  }
  if (fault.Code === "KS160") return ADFC_TYPES;
  return fault.Code === "KS208" ? adfcNames(state.Cluster.Databases) : [];
}

function adfcFaults(code) {
  var broken = adfcList(code.GetSyntaxDiagnostics());
  var faults = broken.length ? broken : adfcList(code.GetDiagnostics());
  return faults.filter(function (one) { return one.Severity === "Error"; }).map(function (one) {
    var syntax = broken.length > 0, table = !syntax && adfcMayBeTable(code, one);
    return {
      code: one.Code, message: one.Message, start: one.Start, end: one.Start + one.Length,
      syntax: syntax, table: table, known: syntax ? [] : adfcKnown(code, one, table)
    };
  });
}

function adfcColumns(code) {
  var result = code.ResultType;
  if (!result || !result.Columns || result.IsOpen) return null;
  return adfcList(result.Columns).map(function (one) { return [one.Name, one.Type ? one.Type.Name : "unknown"]; });
}

function adfcAnswer(line) {
  var parsed = adfcParse(JSON.parse(line)), code = parsed.code;
  return JSON.stringify({
    faults: adfcFaults(code), columns: adfcColumns(code), command: code.Kind === "Command", loose: parsed.loose
  });
}

// The first text takes a second: the parser makes its tables then.
function adfcWarm() {
  var text = "T | where a == 1 | extend b = tostring(a) | summarize n = count() by b | join kind=inner (T) on a";
  var databases = [{ name: "db", cluster: "", tables: { T: { a: "int" } }, functions: {} }];
  [text, ".show tables"].forEach(function (one) {
    adfcAnswer(JSON.stringify({ text: one, databases: databases, holes: {} }));
  });
}

function adfcServe() {
  var fs = require("fs"), StringDecoder = require("string_decoder").StringDecoder;
  var rest = "", chunk = Buffer.alloc(1 << 16), decoder = new StringDecoder("utf8");
  for (;;) {
    var read = 0;
    try {
      read = fs.readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      if (error.code === "EAGAIN") continue;
      if (error.code !== "EOF") throw error;
    }
    if (read === 0) return;
    rest += decoder.write(chunk.subarray(0, read));
    var lines = rest.split("\n");
    rest = lines.pop();
    lines.forEach(function (line) { fs.writeSync(1, adfcAnswer(line) + "\n"); });
  }
}

function adfcNode() {
  var fs = require("fs"), path = require("path"), vm = require("vm"), snapshot = require("v8").startupSnapshot;
  globalThis.self = globalThis;
  adfcFiles.forEach(function (name) {
    vm.runInThisContext(fs.readFileSync(path.join(process.argv[2], name), "utf8"), { filename: name });
  });
  if (snapshot && snapshot.isBuildingSnapshot()) {
    adfcWarm();
    snapshot.setDeserializeMainFunction(adfcServe);
  } else {
    adfcServe();
  }
}

if (typeof process === "object" && process.versions && process.versions.node) adfcNode();
