namespace MnistTrainer.Export;

/// <summary>The file formats that networks are exported to.</summary>
public enum ExportFormat
{
    /// <summary>A model that runs without this library, in ONNX Runtime and software based on it: <see cref="OnnxFile"/>.</summary>
    Onnx,

    /// <summary>The parameters as named tensors, for Python and other languages: <see cref="SafetensorsFile"/>.</summary>
    Safetensors,

    /// <summary>The parameters as NumPy's arrays: <see cref="NpzFile"/>.</summary>
    Npz,
}
