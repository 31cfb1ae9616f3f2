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

    /// <summary>A single.</summary>
    public static ProtobufMessage Of(string name, float value) =>
        new ProtobufMessage().Add(Name, name).Add(Single, value).Add(Type, SingleType);

    /// <summary>A whole number.</summary>
    public static ProtobufMessage Of(string name, int value) =>
        new ProtobufMessage().Add(Name, name).Add(WholeNumber, value).Add(Type, WholeNumberType);

    /// <summary>Whole numbers.</summary>
    public static ProtobufMessage Of(string name, int[] values)
    {
        ProtobufMessage attribute = new ProtobufMessage().Add(Name, name);
        foreach (int value in values)
            attribute.Add(WholeNumbers, value);
        return attribute.Add(Type, WholeNumbersType);
    }
}
