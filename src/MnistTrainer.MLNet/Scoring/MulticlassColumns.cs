using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary><c>PredictedLabel</c>, a key with the label's values, and <c>Score</c>, one probability per class.</summary>
internal sealed class MulticlassColumns(ImmutableArray<string> classNames, ClassValueType valueType) : ScoreColumns
{
    public override string Name => valueType.Name;

    protected override string Kind => "MulticlassClassification";

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        column == 0
            ? (ValueGetter<uint>)((ref uint value) => value = PredictedLabel(row.Outputs))
            : (ValueGetter<VBuffer<float>>)(
                (ref VBuffer<float> value) =>
                {
                    ReadOnlySpan<float> outputs = row.Outputs;
                    VBufferEditor<float> editor = VBufferEditor.Create(ref value, outputs.Length);
                    outputs.CopyTo(editor.Values);
                    value = editor.Commit();
                }
            );

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs)
    {
        string best = graph.Add("ArgMax", [outputs], new OperatorArgument("axis", 1), new OperatorArgument("keepdims", 1)),
            key = graph.Add("Add", [best, graph.Integers(1)]),
            first = graph.Add("Gather", [outputs, graph.Integers(0)], new OperatorArgument("axis", 1)),
            orMissing = graph.Add("Where", [graph.Add("IsNaN", [first]), graph.Integers(0), key]);
        return [graph.Add("Cast", [orMissing], new OperatorArgument("to", OnnxContextGraph.KeyElements)), outputs];
    }

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        DataViewSchema.Annotations.Builder label = Annotate(set, "PredictedLabel");
        valueType.Annotate(label, ClassValueType.KeyValues, classNames);
        schema.AddColumn("PredictedLabel", new KeyDataViewType(typeof(uint), classNames.Length), label.ToAnnotations());

        DataViewSchema.Annotations.Builder score = Annotate(set, "Score");
        ClassValueType.Text.Annotate(score, "SlotNames", classNames);
        valueType.Annotate(score, "TrainingLabelValues", classNames);
        schema.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, classNames.Length), score.ToAnnotations());
    }

    // Keys start at 1; 0 stands for a missing value, the prediction if a feature is NaN.
    private static uint PredictedLabel(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return float.IsNaN(scores[0]) ? 0 : (uint)best + 1;
    }
}
