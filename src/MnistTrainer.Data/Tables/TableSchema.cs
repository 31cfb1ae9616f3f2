using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The description of a table's columns that a model is saved with, and reads other tables by.</summary>
public sealed record TableSchema
{
    /// <summary>The most categories of a column that each get an input; rarer ones share one.</summary>
    public const int MostCategories = 256;

    /// <summary>The most classes of a label.</summary>
    public const int MostClasses = 1000;

    /// <summary>The most different whole numbers that are classes rather than a quantity where nothing else is known.</summary>
    public const int MostNumericClasses = 20;

    /// <summary>The most inputs of a network.</summary>
    public const int MostInputs = 1 << 14;

    /// <summary>The columns, in the order of the table, except the label.</summary>
    public required ImmutableArray<SchemaColumn> Columns
    {
        get;
        init
        {
            field = value;
            Width = value.Sum(column => column.Width);
        }
    }

    /// <summary>
    /// The column that is predicted: of kind <see cref="ColumnKind.Category"/> with the classes as its categories, or of kind <see cref="ColumnKind.Number"/>.
    /// </summary>
    public required SchemaColumn Label { get; init; }

    /// <summary>Whether columns are found by their names in a header. Without, they are found by their numbers, and the label may be left out if it is the last one.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The place of the label among the columns of the table, from 0.</summary>
    public int LabelIndex { get; init; }

    /// <summary>The texts of cells whose value is missing. Default: an empty cell, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>NaN</c>, <c>null</c> and the errors of spreadsheets.</summary>
    public ImmutableArray<string> MissingTexts { get; init; } = MissingCell.Texts;

    /// <summary>What is predicted.</summary>
    public TableTask Task => Label.Kind == ColumnKind.Category ? TableTask.Classification : TableTask.Regression;

    /// <summary>The names of the network's outputs: the classes, or the label alone.</summary>
    public ImmutableArray<string> OutputNames => Task == TableTask.Classification ? Label.Categories : [Label.Name];

    /// <summary>The columns that the network reads.</summary>
    public IEnumerable<SchemaColumn> Inputs => Columns.Where(column => column.Width > 0);

    /// <summary>The column that names the rows; null if there is none.</summary>
    public SchemaColumn? Id => Columns.FirstOrDefault(column => column.Kind == ColumnKind.Id);

    /// <summary>The number of inputs of the network.</summary>
    public int Width { get; private init; }

    /// <summary>Where each of <see cref="Inputs"/> begins among the inputs of the network.</summary>
    public ImmutableArray<int> Offsets
    {
        get
        {
            ImmutableArray<int>.Builder offsets = ImmutableArray.CreateBuilder<int>();
            int next = 0;
            foreach (SchemaColumn column in Inputs)
            {
                offsets.Add(next);
                next += column.Width;
            }

            return offsets.ToImmutable();
        }
    }

    /// <summary>What each input of the network stands for: <c>age</c>, <c>color = red</c>, <c>color = (other)</c>.</summary>
    public IEnumerable<string> InputNames =>
        Inputs.SelectMany(column =>
            column.Kind == ColumnKind.Number
                ? (string[])[column.Name]
                : [.. column.Categories.Select(category => $"{column.Name} = {category}"), $"{column.Name} = (other)"]
        );

    /// <summary>Whether a cell of a column is a missing value.</summary>
    public bool IsMissing(SchemaColumn column, string cell)
    {
        ArgumentNullException.ThrowIfNull(column);
        return MissingTexts.Contains(cell) || column.MissingTexts.Contains(cell);
    }

    /// <summary>Ensures that a network reads these columns and predicts this label.</summary>
    /// <param name="network">The definition of the network.</param>
    /// <param name="place">The name in the error message.</param>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void CheckFits(NetworkDefinition network, string place)
    {
        ArgumentNullException.ThrowIfNull(network);
        TableSchemaCheck.CheckFits(this, network, place);
    }
}
