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

    protected override bool IsScalar => true;

    /// <summary>The network without its final sigmoid, which would round large scores to 1 and lose their order.</summary>
    public override Network ToScoringNetwork(Network network) => isMean ? network : WithoutSigmoid(network);

    /// <summary>A network without its final sigmoid.</summary>
    public static Network WithoutSigmoid(Network network)
    {
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
            Outputs = network.Definition.Outputs == OutputMeaning.Labels ? OutputMeaning.Numbers : network.Definition.Outputs,
        };
        return Network.Create(definition, network.Parameters);
    }

    /// <summary>The score of an output.</summary>
    /// <param name="output">A net input, or a mean of probabilities.</param>
    /// <param name="isMean">Which of the two it is.</param>
    public static float ToScore(float output, bool isMean) =>
        isMean ? (float)Math.Log(Math.Max(output, float.Epsilon) / Math.Max(1.0 - output, NearlyOne)) : output;

    /// <summary>The probability of an output.</summary>
    /// <inheritdoc cref="ToScore"/>
    public static float ToProbability(float output, bool isMean) => isMean ? output : 1 / (1 + MathF.Exp(-output));

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        column switch
        {
            0 => (ValueGetter<bool>)((ref bool value) => value = ToScore(row.Outputs[0], isMean) > 0),
            1 => (ValueGetter<float>)((ref float value) => value = ToScore(row.Outputs[0], isMean)),
            _ => (ValueGetter<float>)((ref float value) => value = ToProbability(row.Outputs[0], isMean)),
        };

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs) => AddOperators(graph, outputs, isMean);

    /// <summary>Adds the operators for the predicted label, score and probability of each output.</summary>
    public static IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs, bool isMean)
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

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        schema.AddColumn("PredictedLabel", BooleanDataViewType.Instance, Annotate(set, "PredictedLabel").ToAnnotations());
        schema.AddColumn("Score", NumberDataViewType.Single, Annotate(set, "Score").ToAnnotations());
        DataViewSchema.Annotations.Builder probability = Annotate(set, "Probability");
        probability.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        schema.AddColumn("Probability", NumberDataViewType.Single, probability.ToAnnotations());
    }
}
