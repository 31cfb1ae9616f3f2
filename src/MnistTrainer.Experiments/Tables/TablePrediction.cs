using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The prediction for one row of a table.</summary>
/// <param name="Row">The id of the row if the table has ids; otherwise its number from 1.</param>
/// <param name="Label">The most probable class; null for regression.</param>
/// <param name="Outputs">The probability of each class, or the estimate of a regression minus <see cref="Origin"/>.</param>
public sealed record TablePrediction(string Row, string? Label, ImmutableArray<float> Outputs)
{
    /// <summary>The probability of <see cref="Label"/>, 0 to 1; null for regression.</summary>
    public float? Probability => Label is null ? null : Outputs.Max();

    /// <summary>The <see cref="SchemaColumn.Origin"/> of the label of a regression, in its unit. Default: 0.</summary>
    public double Origin { get; init; }

    /// <summary>The estimate of a regression, in the unit of the label; null for classification.</summary>
    public double? Value => Label is null ? Origin + Decimal(Outputs[0]) : null;

    /// <summary>
    /// The standard deviation over the members of an ensemble of <see cref="Probability"/> or <see cref="Value"/>, in its unit: how much the members disagree. Null for a
    /// single network.
    /// </summary>
    public float? Deviation { get; private init; }

    /// <summary>The class, or the number in decimal notation, with the digits of a <see cref="float"/> and those of <see cref="Origin"/>.</summary>
    public string Answer => Label ?? Plain(Value!.Value);

    internal static TablePrediction Of(
        string row,
        TableSchema schema,
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> deviations = default
    )
    {
        int best = schema.Task == TableTask.Regression ? 0 : Prediction.BestOf(outputs);
        return new(row, schema.Task == TableTask.Regression ? null : schema.OutputNames[best], [.. outputs])
        {
            Origin = schema.Label.Origin,
            Deviation = deviations.IsEmpty ? null : deviations[best],
        };
    }

    // Without an exponent, which spreadsheets and competitions may not accept.
    internal static string Plain(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);

    // As many digits as are needed to distinguish it from neighboring values.
    internal static double Decimal(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>The predictions for a table.</summary>
/// <param name="Schema">The columns that were read, and the predicted label.</param>
/// <param name="Predictions">One for each row, in order.</param>
/// <param name="IdColumn">The name of the column that names the rows; null if there is none.</param>
/// <param name="Notes">Notes for the user: columns that are not used, categories that were not trained on.</param>
public sealed record TablePredictions(
    TableSchema Schema,
    ImmutableArray<TablePrediction> Predictions,
    string? IdColumn,
    ImmutableArray<string> Notes
)
{
    /// <summary>The first line of the CSV: <c>row,income,probability</c>.</summary>
    /// <param name="schema">The columns of the model.</param>
    /// <param name="idColumn">The name of the column that names the rows; null if there is none.</param>
    /// <param name="haveDeviations">Whether the model is an ensemble, so that there are deviations.</param>
    public static string HeaderOf(TableSchema schema, string? idColumn, bool haveDeviations)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return $"{ReportFile.CsvCell(idColumn ?? PredictionTable.RowColumn)},{ReportFile.CsvCell(schema.Label.Name)}"
            + (schema.Task == TableTask.Classification ? $",{PredictionTable.ProbabilityColumn}" : "")
            + (haveDeviations ? $",{PredictionTable.DeviationColumn}" : "");
    }

    /// <summary>
    /// Writes a CSV table: the id or number of each row, the prediction, for classification its probability, and for an ensemble
    /// the <see cref="TablePrediction.Deviation"/>.
    /// </summary>
    /// <param name="writer">Receives the text.</param>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        bool areClasses = Schema.Task == TableTask.Classification;
        writer.Write($"{HeaderOf(Schema, IdColumn, Predictions is [{ Deviation: not null }, ..])}\n");
        foreach (TablePrediction one in Predictions)
        {
            string probability = areClasses ? string.Create(CultureInfo.InvariantCulture, $",{one.Probability:F6}") : "";
            string deviation = one.Deviation is float value ? $",{TablePrediction.Plain(TablePrediction.Decimal(value))}" : "";
            writer.Write($"{ReportFile.CsvCell(one.Row)},{ReportFile.CsvCell(one.Answer)}{probability}{deviation}\n");
        }
    }

    /// <summary>Writes the same table to a file. A failure leaves an existing file unchanged.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path) => ReportFile.Write(path, Write);
}
