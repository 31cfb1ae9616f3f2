using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Networks as ONNX models that need nothing of ours to run (onnx.ai, opset 17, IR version 8). They take raw values, as the network was given them,
/// since scaling is part of the model, and any number of rows at once.
/// </summary>
/// <remarks>
/// <code>
/// input   Features        float  [batch, inputs]   raw values: pixels 0 to 255
/// output  Score           float  [batch, classes]  probabilities, as ours
/// output  PredictedLabel  string [batch]           the name of the likeliest class, of equals the first
/// </code>
/// A network with a single output, a number or the probability of a yes, gives it as <c>Score</c>, and has no label.
/// The metadata hold the class names in order as a JSON array (<c>class_names</c>), the shape of a sample (<c>input_shape</c>) and the facts of the training.
/// </remarks>
public static class OnnxFile
{
    /// <summary>The version of ONNX's operators that models are made of.</summary>
    public const int Opset = 17;

    /// <summary>The input: raw values.</summary>
    public const string Features = "Features";

    /// <summary>The output of probabilities.</summary>
    public const string Score = "Score";

    /// <summary>The output of class names.</summary>
    public const string PredictedLabel = "PredictedLabel";

    private const int IntermediateRepresentation = 8;

    /// <summary>Writes a network. The same network always gives the same bytes.</summary>
    /// <exception cref="InvalidInputException">It has a layer or an activation that cannot be exported.</exception>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkDefinition definition = network.Definition;
        ProtobufMessage model = new ProtobufMessage()
            .Add(1, IntermediateRepresentation)
            .Add(2, "MnistTrainer")
            .Add(3, typeof(OnnxFile).Assembly.GetName().Version!.ToString(3))
            .Add(7, OnnxNetwork.ToGraph(network).Message)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, Opset));
        AddMetadata(model, "class_names", ExportMetadata.ClassNames(definition));
        AddMetadata(model, "input_shape", definition.InputShape.ToString());
        foreach ((string name, string fact) in definition.Metadata)
            AddMetadata(model, $"fact.{name}", fact);
        model.WriteTo(stream);
    }

    private static void AddMetadata(ProtobufMessage model, string key, string value) =>
        model.Add(14, new ProtobufMessage().Add(1, key).Add(2, value));
}
