using System.Reflection;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Networks as ONNX models that run without this library (onnx.ai, opset 17, IR version 8). Like the network, they take raw values, because scaling is part of the
/// model, and any number of rows at once.
/// </summary>
/// <remarks>
/// <code>
/// input   Features        float  [batch, inputs]   raw values: pixels 0 to 255
/// output  Score           float  [batch, classes]  probabilities, as the network's
/// output  PredictedLabel  string [batch]           the name of the most probable class, the first of equals
/// </code>
/// A network with a single output, an estimate or the probability of the positive class, has the output <c>Score</c> and no label. An ensemble also has the output
/// <c>ScoreDeviation</c>, float [batch, classes]: the standard deviation of each score over the members.
/// The metadata are the class names in order as a JSON array (<c>class_names</c>), the shape of a sample (<c>input_shape</c>) and the network's own metadata.
/// </remarks>
public static class OnnxFile
{
    /// <summary>The opset version of ONNX.</summary>
    public const int Opset = 17;

    /// <summary>The input: raw values.</summary>
    public const string Features = "Features";

    /// <summary>The output of probabilities.</summary>
    public const string Score = "Score";

    /// <summary>The output of class names.</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>The output of standard deviations over the members of an ensemble.</summary>
    public const string ScoreDeviation = "ScoreDeviation";

    private const int IntermediateRepresentation = 8;

    /// <summary>Writes a network. The same network always gives the same bytes.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkDefinition definition = network.Definition;
        ProtobufMessage model = new ProtobufMessage()
            .Add(1, IntermediateRepresentation)
            .Add(2, "MnistTrainer")
            .Add(3, typeof(OnnxFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion)
            .Add(7, OnnxNetwork.ToGraph(network).Message)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, Opset));
        AddMetadata(model, "class_names", ExportMetadata.ClassNames(definition));
        if (definition.Outputs != OutputMeaning.Classes)
            AddMetadata(model, "outputs", definition.Outputs.ToString().ToLowerInvariant());
        AddMetadata(model, "input_shape", definition.InputShape.ToString());
        foreach ((string name, string value) in ExportMetadata.Metadata(definition))
            AddMetadata(model, name, value);
        model.WriteTo(stream);
    }

    private static void AddMetadata(ProtobufMessage model, string key, string value) =>
        model.Add(14, new ProtobufMessage().Add(1, key).Add(2, value));
}
