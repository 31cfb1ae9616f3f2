using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace MnistTrainer.Benchmarks;

/// <summary>The amount of work that one run of a benchmark does.</summary>
/// <param name="amount">The name of the property with the amount.</param>
/// <param name="unit">The unit of the amount, in the plural: <c>samples</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ThroughputAttribute(string amount, string unit) : Attribute
{
    public string Amount => amount;

    public string Unit => unit;
}

/// <summary>The throughput at the median time: GFLOP/s for a product, samples/s for an epoch.</summary>
internal sealed class ThroughputColumn : IColumn
{
    public string Id => nameof(ThroughputColumn);

    public string ColumnName => "Throughput";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Throughput at the median time";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        object[] found = benchmarkCase.Descriptor.WorkloadMethod.GetCustomAttributes(typeof(ThroughputAttribute), inherit: false);
        if (found.Length == 0 || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
            return "-";

        ThroughputAttribute attribute = (ThroughputAttribute)found[0];
        object instance = Activator.CreateInstance(benchmarkCase.Descriptor.Type)!;
        foreach (BenchmarkDotNet.Parameters.ParameterInstance parameter in benchmarkCase.Parameters.Items)
            benchmarkCase.Descriptor.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        double amount = Convert.ToDouble(
            benchmarkCase.Descriptor.Type.GetProperty(attribute.Amount)!.GetValue(instance),
            CultureInfo.InvariantCulture
        );
        return string.Create(CultureInfo.InvariantCulture, $"{amount / (statistics.Median * 1e-9):N1} {attribute.Unit}/s");
    }
}
