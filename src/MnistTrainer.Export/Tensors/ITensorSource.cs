namespace MnistTrainer.Export;

/// <summary>A file of named tensors. What it holds is known at once; values are read when they are asked for.</summary>
internal interface ITensorSource
{
    /// <summary>What errors call it: the file's name.</summary>
    string Name { get; }

    /// <summary>Its tensors.</summary>
    IReadOnlyList<TensorHeader> Tensors { get; }

    /// <summary>The network's definition as JSON in UTF-8, which files of ours hold; else null.</summary>
    ReadOnlyMemory<byte>? Description { get; }

    /// <summary>The values of a tensor that has a known type and count, in the order of its shape, the last size running fastest.</summary>
    float[] Read(TensorHeader tensor);
}
