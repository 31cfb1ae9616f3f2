namespace MnistTrainer.Export;

/// <summary>A file of named tensors. Its list of tensors is known at once; values are read on request.</summary>
internal interface ITensorSource
{
    /// <summary>The name in error messages: the file.</summary>
    string Name { get; }

    /// <summary>Its tensors.</summary>
    IReadOnlyList<TensorHeader> Tensors { get; }

    /// <summary>The network's definition as JSON in UTF-8, which files written by this library have; else null.</summary>
    ReadOnlyMemory<byte>? Description { get; }

    /// <summary>The values of a tensor that has a known type and count, in the order of its shape, the last size running fastest.</summary>
    float[] Read(TensorHeader tensor);
}
