using System.Text.Json.Serialization;
using MnistTrainer.Data;

namespace MnistTrainer.Cli.Output;

/// <summary>A column of a table: in the report of a table, with what was found in it, and of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>number</c>, <c>category</c>, <c>id</c>, <c>ignored</c> or <c>label</c>.</param>
internal sealed record ColumnJson(string Name, string Kind)
{
    /// <summary>The number of different values; left out for a model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Distinct { get; init; }

    /// <summary>The number of missing values; left out for a model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Missing { get; init; }

    /// <summary>The smallest number; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Minimum { get; init; }

    /// <summary>The largest number; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Maximum { get; init; }

    /// <summary>What is subtracted from each number before it becomes an input, or is trained on as a label; left out where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Origin { get; init; }

    /// <summary>The unit; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>The categories or classes; left out for other columns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Why it is read so; left out where that is evident.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    public static ColumnJson Of(ColumnReport report, bool isLabel) =>
        Of(report.Column, isLabel) with
        {
            Distinct = report.Distinct,
            Missing = report.Missing,
            Minimum = report.Smallest,
            Maximum = report.Largest,
            Reason = report.Reason.Length == 0 ? null : TableReportView.Reason(report),
        };

    public static ColumnJson Of(SchemaColumn column, bool isLabel) =>
        new(column.Name, isLabel ? "label" : EnumName.Of(column.Kind))
        {
            Unit = column.Format.Unit,
            Origin = column.Origin == 0 ? null : column.Origin,
            Categories = column.Categories.IsEmpty ? null : column.Categories,
        };
}
