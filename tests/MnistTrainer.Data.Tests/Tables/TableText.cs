namespace MnistTrainer.Data.Tests;

/// <summary>Small tables of text for tests.</summary>
internal static class TableText
{
    public static TextTable Load(TemporaryFolder folder, string text, TableOptions? options = null) =>
        TextTable.Load(folder.Write($"{Guid.NewGuid():N}.csv", text), options);

    /// <summary>A table of one column of these cells, beside a label.</summary>
    public static TextTable OfColumn(TemporaryFolder folder, string name, params IEnumerable<string> cells) =>
        Load(folder, $"{name},y\n" + string.Join('\n', cells.Select((cell, row) => $"\"{cell}\",{(row % 2 == 0 ? "yes" : "no")}")) + "\n");

    public static ColumnReport Report(TextTable table, TableOptions? options = null) =>
        TableReportFinder.Find(table, (options ?? new TableOptions()) with { LabelColumn = "y" }).Columns[0];

    public static TableSchema Schema(TextTable table, TableOptions options) =>
        TableReportFinder.ToSchema(TableReportFinder.Find(table, options));
}
