using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// <c>PredictedLabel</c>, whether the score is above 0; <c>Score</c>, the net input of the output unit, from minus to plus infinity; and
/// <c>Probability</c>, the sigmoid of the score.
/// </summary>
/// <param name="isMean">
/// Whether the network averages probabilities over several networks. Its score is then the net input that would give the mean.
/// </param>
internal sealed class BinaryColumns(bool isMean) : ScoreColumns
{
    // Half the distance from 1 of the float before it: the mean of several networks may be 1, their score is not infinite.
    private const double NearlyOne = 1.0 / (1 << 25);

    /// <summary>The name in model files.</summary>
    public const string FileName = "Binary";

    public override string Name => FileName;

    protected override string Kind => "BinaryClassification";

    /// <summary>The network without its final sigmoid, which would round large scores to 1 and lose their order.</summary>
    public override Network ToScoringNetwork(Network network)
    {
        if (isMean)
            return network;
        var last = (Dense)network.Definition.Layers[^1];
        NetworkDefinition definition = network.Definition with
        {
            Layers = network.Definition.Layers.SetItem(
                network.Definition.Layers.Length - 1,
                last with
                {
                    Activation = Activation.Identity,
                }
            ),
        };
        return Network.Create(definition, network.Parameters);
    }

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        column switch
        {
            0 => (ValueGetter<bool>)((ref bool value) => value = Score(row) > 0),
            1 => (ValueGetter<float>)((ref float value) => value = Score(row)),
            _ => (ValueGetter<float>)((ref float value) => value = isMean ? row.Outputs[0] : 1 / (1 + MathF.Exp(-row.Outputs[0]))),
        };

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs)
    {
        string score = isMean ? AddScoreOfMean(graph, outputs) : outputs,
            probability = isMean ? outputs : graph.Add("Sigmoid", [outputs]);
        return [graph.Add("Greater", [score, graph.Constant(0)]), score, probability];
    }

    private static string AddScoreOfMean(IOperatorGraph graph, string mean)
    {
        string positive = graph.Add("Max", [mean, graph.Constant(float.Epsilon)]),
            negative = graph.Add("Max", [graph.Add("Sub", [graph.Constant(1), mean]), graph.Constant((float)NearlyOne)]);
        return graph.Add("Sub", [graph.Add("Log", [positive]), graph.Add("Log", [negative])]);
    }

    private float Score(INetworkOutputs row)
    {
        float output = row.Outputs[0];
        return isMean ? (float)Math.Log(Math.Max(output, float.Epsilon) / Math.Max(1.0 - output, NearlyOne)) : output;
    }

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        schema.AddColumn("PredictedLabel", BooleanDataViewType.Instance, Annotate(set, "PredictedLabel").ToAnnotations());
        schema.AddColumn("Score", NumberDataViewType.Single, Annotate(set, "Score").ToAnnotations());
        DataViewSchema.Annotations.Builder probability = Annotate(set, "Probability");
        probability.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        schema.AddColumn("Probability", NumberDataViewType.Single, probability.ToAnnotations());
    }
}
