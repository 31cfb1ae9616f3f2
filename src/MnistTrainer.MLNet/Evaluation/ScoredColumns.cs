using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds the columns that are evaluated. Errors have the wording of ML.NET's own evaluators.</summary>
internal static class ScoredColumns
{
    /// <summary>Finds a column.</summary>
    /// <param name="schema">The schema to search.</param>
    /// <param name="role">What the column is for: <c>score</c>.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="expected">Its type in words.</param>
    /// <param name="accepts">Whether a column has this type.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or has another type.</exception>
    public static DataViewSchema.Column Find(
        DataViewSchema schema,
        string role,
        string name,
        string expected,
        Func<ColumnShape, bool> accepts
    )
    {
        ColumnShape shape = ColumnShape.Of(InputColumns.Find(schema, role, name));
        return accepts(shape)
            ? schema[name]
            : throw InputColumns.Mismatch(role, shape, expected, "Name the column by the argument, or evaluate what the model has scored");
    }

    /// <summary>Finds a column of vectors of floats.</summary>
    /// <inheritdoc cref="Find"/>
    public static DataViewSchema.Column Vector(DataViewSchema schema, string role, string name) =>
        Find(schema, role, name, "known-size vector of Single", shape => shape.IsVectorOf(NumberDataViewType.Single));

    /// <summary>The size of a column of vectors.</summary>
    public static int SizeOf(DataViewSchema.Column column) => ((VectorDataViewType)column.Type).Size;

    /// <summary>The slot names of a column, or the indices of those without one.</summary>
    public static string[] NamesOf(DataViewSchema.Column column) =>
        [.. InputColumns.SlotNames(column).Select((name, i) => name ?? i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Ensures that columns of vectors have the same size.</summary>
    /// <exception cref="InvalidInputException">They do not.</exception>
    public static void CheckSameSize(DataViewSchema.Column label, params IEnumerable<DataViewSchema.Column> scores)
    {
        foreach (DataViewSchema.Column score in scores)
        {
            if (SizeOf(score) != SizeOf(label))
                throw new InvalidInputException(
                    $"column '{score.Name}'",
                    $"{SizeOf(label)} values, as label column '{label.Name}' has",
                    $"{SizeOf(score)}",
                    "Evaluate the label that the model was trained on"
                );
        }
    }
}
