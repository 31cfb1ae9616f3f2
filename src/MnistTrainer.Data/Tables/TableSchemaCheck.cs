using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Whether a schema from outside is one that this library could have made.</summary>
internal static class TableSchemaCheck
{
    private const int MaximumTextLength = 1 << 16;
    private const int MaximumMissingTexts = 100;

    /// <summary>Returns what is invalid, a phrase each.</summary>
    public static IEnumerable<string> Violations(TableSchema schema)
    {
        if (schema.Columns.Length is 0 or > TextTable.MaximumColumns)
            yield return $"{schema.Columns.Length} columns";
        if (schema.LabelIndex < 0 || schema.LabelIndex > schema.Columns.Length)
            yield return $"the label at {schema.LabelIndex}";
        if (schema.Columns.Append(schema.Label).GroupBy(column => column.Name).Any(group => group.Count() > 1))
            yield return "a name of two columns";
        if (schema.Label.Kind is not (ColumnKind.Number or ColumnKind.Category))
            yield return "a label that is neither a class nor a number";
        if (schema.Task == TableTask.Classification && schema.Label.Categories.Length is < 2 or > TableSchema.MostClasses)
            yield return $"{schema.Label.Categories.Length} classes";
        if (schema.Columns.Count(column => column.Kind == ColumnKind.Id) > 1)
            yield return "more than one id";
        foreach (SchemaColumn column in schema.Columns.Append(schema.Label))
        {
            foreach (string violation in Violations(column, column == schema.Label ? TableSchema.MostClasses : TableSchema.MostCategories))
                yield return $"column {PrintableText.Of(column.Name)}: {violation}";
        }

        if (schema.Columns.Sum(column => (long)column.Width) is 0 or > TableSchema.MostInputs)
            yield return $"{schema.Columns.Sum(column => (long)column.Width)} inputs";
        if (schema.MissingTexts.Length > MaximumMissingTexts)
            yield return $"{schema.MissingTexts.Length} texts for a missing value";
    }

    /// <summary>Ensures that a network reads the columns of a schema and predicts its label.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public static void CheckFits(TableSchema schema, NetworkDefinition network, string place)
    {
        if (network.InputShape.Size != schema.Width)
            throw Misfit($"{schema.Width} inputs, as its table has", $"{network.InputShape.Size}");
        if (!network.ClassNames.SequenceEqual(schema.OutputNames))
            throw Misfit("the classes of its table", string.Join(", ", network.ClassNames.Take(3)));

        InvalidInputException Misfit(string expected, string found) =>
            new(place, $"a network with {expected}", found, "Copy the model again, or train it again");
    }

    private static IEnumerable<string> Violations(SchemaColumn column, int mostCategories)
    {
        if (column.Name.Length is 0 or > MaximumTextLength)
            yield return $"a name of {column.Name.Length} characters";
        if (column.Categories.Length > mostCategories)
            yield return $"{column.Categories.Length} categories";
        if (column.Categories.Any(text => text.Length > MaximumTextLength))
            yield return "a category that is too long";
        if (column.Categories.Distinct(StringComparer.Ordinal).Count() != column.Categories.Length)
            yield return "a category twice";
        if ((column.Kind == ColumnKind.Category) != (column.Categories.Length > 0))
            yield return "categories and kind do not fit each other";
        if (column.MissingTexts.Length > MaximumMissingTexts)
            yield return $"{column.MissingTexts.Length} texts for a missing value";
        NumberFormat format = column.Format;
        if (!NumberFormat.All.Contains(format with { Unit = null }))
            yield return "an unknown format of numbers";
        if (format.Unit is string unit && !NumberFormat.IsUnit(unit))
            yield return "an unknown unit";
        if (!double.IsFinite(column.Origin) || (column.Origin != 0 && column.Kind != ColumnKind.Number))
            yield return "an origin that is no number";
    }
}
