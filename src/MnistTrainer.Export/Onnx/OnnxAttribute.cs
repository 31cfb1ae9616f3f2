using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Attributes of ONNX operators: <c>AttributeProto</c> of onnx.proto.</summary>
internal static class OnnxAttribute
{
    private const int Name = 1,
        Single = 2,
        WholeNumber = 3,
        WholeNumbers = 8,
        Type = 20;
    private const int SingleType = 1,
        WholeNumberType = 2,
        WholeNumbersType = 7;

    /// <summary>An argument as an attribute.</summary>
    public static ProtobufMessage Of(OperatorArgument argument)
    {
        ProtobufMessage attribute = new ProtobufMessage().Add(Name, argument.Name);
        if (argument.Number is float number)
            return attribute.Add(Single, number).Add(Type, SingleType);
        if (argument.WholeNumber is int wholeNumber)
            return attribute.Add(WholeNumber, wholeNumber).Add(Type, WholeNumberType);
        foreach (int value in argument.WholeNumbers ?? [])
            attribute.Add(WholeNumbers, value);
        return attribute.Add(Type, WholeNumbersType);
    }
}
