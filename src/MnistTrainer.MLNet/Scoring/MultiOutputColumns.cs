using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary><c>Score</c>, one estimate for each value of the label.</summary>
internal sealed class MultiOutputColumns(ImmutableArray<string> names) : ScoreColumns
{
    /// <summary>The name in model files.</summary>
    public const string FileName = "MultiOutputRegression";

    public override string Name => FileName;

    public override OutputMeaning Outputs => OutputMeaning.Numbers;

    // As ML.NET calls it.
    protected override string Kind => "MultiOutputRegression";

    public override Delegate CreateGetter(int column, INetworkOutputs row) => VectorGetter.Of(row, static output => output);

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs) => [outputs];

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        DataViewSchema.Annotations.Builder score = Annotate(set, "Score");
        ClassValueType.Text.Annotate(score, "SlotNames", names);
        schema.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, names.Length), score.ToAnnotations());
    }
}
