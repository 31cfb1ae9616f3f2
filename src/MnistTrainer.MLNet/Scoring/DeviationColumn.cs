using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>
/// <c>ScoreDeviation</c>, which models of several members have behind the other score columns: the standard deviation over the members of what the network gives, which is
/// the estimate, or the probability.
/// </summary>
internal static class DeviationColumn
{
    /// <summary>The name of the column, and the value of its annotation <c>ScoreValueKind</c>.</summary>
    public const string Name = "ScoreDeviation";

    /// <summary>Adds the column to a schema.</summary>
    /// <param name="schema">The schema to extend.</param>
    /// <param name="annotations">What all score columns of the task are annotated with.</param>
    /// <param name="names">The name of each value of a vector; null for a single value.</param>
    public static void AddTo(DataViewSchema.Builder schema, DataViewSchema.Annotations.Builder annotations, ImmutableArray<string>? names)
    {
        if (names is ImmutableArray<string> slots)
            ClassValueType.Text.Annotate(annotations, "SlotNames", slots);
        schema.AddColumn(
            Name,
            names is null ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, names.Value.Length),
            annotations.ToAnnotations()
        );
    }

    /// <summary>Adds the column to the shape of a schema that the other score columns are in already.</summary>
    public static SchemaShape AddTo(SchemaShape schema)
    {
        string like = schema.TryFindColumn(QuantileColumns.QuantilesName, out _) ? QuantileColumns.QuantilesName : "Score";
        return new MLContext().Transforms.CopyColumns(Name, like).GetOutputSchema(schema);
    }

    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> for the column.</summary>
    public static Delegate CreateGetter(DataViewType type, INetworkOutputs row) =>
        type is VectorDataViewType
            ? (ValueGetter<VBuffer<float>>)(
                (ref VBuffer<float> value) =>
                {
                    ReadOnlySpan<float> deviations = row.Deviations;
                    VBufferEditor<float> editor = VBufferEditor.Create(ref value, deviations.Length);
                    deviations.CopyTo(editor.Values);
                    value = editor.Commit();
                }
            )
            : (ValueGetter<float>)((ref float value) => value = row.Deviations[0]);
}
