using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using MnistTrainer.Benchmarks;
using MnistTrainer.Benchmarks.Fuzzing;
using MnistTrainer.Benchmarks.Labels;
using MnistTrainer.Benchmarks.LargeData;
using MnistTrainer.Benchmarks.Load;
using MnistTrainer.Benchmarks.Mutation;
using MnistTrainer.Benchmarks.Peers;
using MnistTrainer.Benchmarks.Tables;

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- server
if (args is ["server", .. string[] load])
    return await ServerLoad.RunAsync(load);

// taskset -c 1 tests/MnistTrainer.Benchmarks/bin/Release/net10.0/MnistTrainer.Benchmarks server-capacity
if (args is ["server-capacity", .. string[] capacity])
    return await ServerCapacity.RunAsync(capacity);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- server-memory
if (args is ["server-memory", .. string[] memory])
    return await ServerMemory.RunAsync(memory);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- fuzz
if (args is ["fuzz", .. string[] fuzz])
    return FuzzCommand.Run(fuzz);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- bombs
if (args is ["bombs"])
    return BombCommand.Run();

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- mutate
if (args is ["mutate", .. string[] mutate])
    return MutateCommand.Run(mutate);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- onnx
if (args is ["onnx", .. string[] onnx])
    return OnnxRace.Run(onnx);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- generate-tables FOLDER
if (args is ["generate-tables", string tableFolder])
    return GeneratedTables.Write(tableFolder);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- tables
if (args is ["tables", .. string[] tables])
    return TableRace.Run(tables);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- categories
if (args is ["categories", .. string[] categories])
    return CategoryRace.Run(categories);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- quantiles
if (args is ["quantiles", .. string[] quantiles])
    return TableQuantiles.Run(quantiles);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- labels
if (args is ["labels", .. string[] labels])
    return FlippedLabels.Run(labels);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- large-data huge.csv 20 500MB --preset fast --epochs 1
if (args is ["large-data", string large, string gigabytes, string limit, .. string[] options])
    return LargeDataRun.Run(large, gigabytes, limit, options, GeneratedRows.Write);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- large-table huge.csv 5 500MB --epochs 1
if (args is ["large-table", string table, string tableSize, string tableLimit, .. string[] tableOptions])
    return LargeDataRun.Run(table, tableSize, tableLimit, ["--label", "bought", .. tableOptions], GeneratedTable.Write);

// dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- --filter '*'
IConfig config = ManualConfig
    .CreateEmpty()
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median, new ThroughputColumn())
    .AddJob(Job.ShortRun);
BenchmarkSwitcher.FromAssembly(typeof(ThroughputColumn).Assembly).Run(args, config);
return 0;
