using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// What a network ends with while it is trained on a table: a unit for each class, one for a number, or, of two classes, one for the second, as in binary classification,
/// which becomes two at the end (<see cref="TwoClasses"/>).
/// </summary>
internal sealed class TableHead
{
    private readonly TableSchema _schema;

    private TableHead(TableSchema schema) => _schema = schema;

    /// <summary>Whether one output stands for two classes.</summary>
    public bool IsBinary { get; private init; }

    /// <summary>Whether a number is clamped to the range of those trained on, of which it is an average.</summary>
    public bool HasBounds { get; private init; }

    /// <summary>The names of the outputs.</summary>
    public ImmutableArray<string> OutputNames => IsBinary ? [_schema.OutputNames[1]] : _schema.OutputNames;

    /// <summary>What the last layer must be, in words.</summary>
    public string Expected =>
        _schema.Task == TableTask.Regression ? "a last layer with the activation identity and biases, for a number"
        : IsBinary ? "a last layer with the activation sigmoid, for two classes"
        : "a last layer for classes";

    /// <summary>The end of a network that is trained by a recipe. All layers, or another loss, may be those of one output for each class.</summary>
    public static TableHead For(TableSchema schema, Recipe recipe) =>
        new(schema)
        {
            IsBinary =
                schema.Task == TableTask.Classification
                && schema.OutputNames.Length == 2
                && recipe.Network.Layers is null
                && recipe.Training.Loss == Loss.SigmoidCrossEntropy,
            HasBounds =
                schema.Task == TableTask.Regression && !recipe.Network.ChoosesOutputActivation && recipe.Training.Loss is not PinballLoss,
        };

    /// <summary>The network of a recipe. A number is linear during training, unless the recipe chooses otherwise.</summary>
    public NetworkDefinition Define(Recipe recipe, Shape shape)
    {
        Activation? activation = recipe.Network.OutputActivation ?? (_schema.Task == TableTask.Regression ? Activation.Identity : null);
        return (recipe with { Network = recipe.Network with { OutputActivation = activation } }).Define(shape, OutputNames);
    }

    /// <summary>Whether a network may end with a layer. The scaling of targets is undone in the weights and biases of a linear one.</summary>
    public bool Suits(Layer last) =>
        _schema.Task == TableTask.Regression ? last is Dense { UseBias: true } && last.Activation == Activation.Identity
        : IsBinary ? last.Activation == Activation.Sigmoid
        : last.Activation != Activation.Identity;

    /// <summary>The rows as they are trained on; class weights of one output become weights of rows.</summary>
    public Samples ToTraining(Samples samples, ClassWeights? weights) =>
        IsBinary
            ? (weights?.Apply(samples) ?? samples).WithTargets(
                Array.ConvertAll(samples.Labels.ToArray(), label => (float)label),
                OutputNames[0]
            )
            : samples;

    /// <summary>Rows of a file as they are trained on; class weights of one output are those of the rows.</summary>
    public StoredSamples ToTraining(StoredSamples samples, ClassWeights? weights) =>
        IsBinary ? samples with { BinaryOutput = OutputNames[0], ClassWeights = weights } : samples;

    /// <summary>The trained network with an output for each class.</summary>
    public Network Name(Network network) => IsBinary ? TwoClasses.Of(network, _schema.OutputNames[0], _schema.OutputNames[1]) : network;
}
