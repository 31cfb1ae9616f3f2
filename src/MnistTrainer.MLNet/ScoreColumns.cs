using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>The columns that scoring adds, with all annotations that ML.NET's own multiclass scorer gives them.</summary>
internal static class ScoreColumns
{
    private const string ScoreColumnSetId = nameof(ScoreColumnSetId);

    /// <summary>The input's columns, followed by <c>PredictedLabel</c> and <c>Score</c>.</summary>
    public static DataViewSchema AddTo(DataViewSchema input, ImmutableArray<string> classNames, ClassValueType valueType)
    {
        // Columns of one scorer share a number that no scorer before it has.
        uint set = 1;
        foreach (DataViewSchema.Column column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId)?.Type is KeyDataViewType key && key.RawType == typeof(uint))
            {
                uint other = 0;
                column.Annotations.GetValue(ScoreColumnSetId, ref other);
                set = Math.Max(set, other + 1);
            }
        }

        DataViewSchema.Annotations.Builder label = Common(set, "PredictedLabel");
        valueType.Annotate(label, ClassValueType.KeyValues, classNames);
        DataViewSchema.Annotations.Builder score = Common(set, "Score");
        ClassValueType.Text.Annotate(score, "SlotNames", classNames);
        valueType.Annotate(score, "TrainingLabelValues", classNames);

        DataViewSchema.Builder schema = new();
        schema.AddColumns(input);
        schema.AddColumn("PredictedLabel", new KeyDataViewType(typeof(uint), classNames.Length), label.ToAnnotations());
        schema.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, classNames.Length), score.ToAnnotations());
        return schema.ToSchema();
    }

    private static DataViewSchema.Annotations.Builder Common(uint set, string valueKind)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        annotations.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
        return annotations;
    }
}
