using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What ONNX Runtime computes with a model that ML.NET's <c>ConvertToOnnx</c> has written, for the rows of a data view.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly IDisposableReadOnlyCollection<DisposableNamedOnnxValue> _outputs;

    public OnnxRun(MLContext context, ITransformer model, IDataView data)
    {
        using MemoryStream file = new();
        context.Model.ConvertToOnnx(model, data, file);
        _session = new InferenceSession(file.ToArray());
        _outputs = _session.Run([.. _session.InputNames.Select(name => Input(data, name))]);
    }

    /// <summary>The values of an output column, row after row.</summary>
    public T[] Column<T>(string name) => [.. _outputs.Single(output => output.Name == $"{name}.output").AsEnumerable<T>()];

    public void Dispose()
    {
        _outputs.Dispose();
        _session.Dispose();
    }

    private static NamedOnnxValue Input(IDataView data, string name)
    {
        DataViewType type = data.Schema[name].Type;
        return type is VectorDataViewType { ItemType: KeyDataViewType } keys
                ? Of(name, data.GetColumn<uint[]>(name).SelectMany(row => row), keys.Dimensions)
            : type is VectorDataViewType { ItemType: BooleanDataViewType } flags
                ? Of(name, data.GetColumn<bool[]>(name).SelectMany(row => row), flags.Dimensions)
            : type is VectorDataViewType vector ? Of(name, data.GetColumn<float[]>(name).SelectMany(row => row), vector.Dimensions)
            : type is TextDataViewType ? Of(name, data.GetColumn<string>(name), [1])
            : type is BooleanDataViewType ? Of(name, data.GetColumn<bool>(name), [1])
            : type is KeyDataViewType ? Of(name, data.GetColumn<uint>(name), [1])
            : Of(name, data.GetColumn<float>(name), [1]);
    }

    private static NamedOnnxValue Of<T>(string name, IEnumerable<T> values, ImmutableArray<int> shapeOfRow)
    {
        T[] all = [.. values];
        int rows = all.Length / shapeOfRow.Aggregate(1, (size, axis) => size * axis);
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(all, [rows, .. shapeOfRow]));
    }
}
