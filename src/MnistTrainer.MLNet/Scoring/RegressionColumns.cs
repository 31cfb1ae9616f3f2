using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary><c>Score</c>, the estimate.</summary>
internal sealed class RegressionColumns : ScoreColumns
{
    public static RegressionColumns Instance { get; } = new();

    public override string Name => "Regression";

    protected override string Kind => "Regression";

    protected override bool IsScalar => true;

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        (ValueGetter<float>)((ref float value) => value = row.Outputs[0]);

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs) => [outputs];

    protected override void Add(DataViewSchema.Builder schema, uint set) =>
        schema.AddColumn("Score", NumberDataViewType.Single, Annotate(set, "Score").ToAnnotations());
}
