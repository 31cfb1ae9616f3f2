namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist export</c>.</summary>
/// <param name="Format">The file's format: <c>onnx</c>, <c>safetensors</c> or <c>npz</c>.</param>
/// <param name="Output">The file's path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Parameters">Number of the network's parameters.</param>
internal sealed record ExportJson(string Format, string Output, long Bytes, int Parameters);
