using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Getters of vectors with a value for each output of the network.</summary>
internal static class VectorGetter
{
    /// <summary>Creates a <see cref="ValueGetter{TValue}"/>.</summary>
    /// <param name="row">The outputs to read from.</param>
    /// <param name="convert">Converts an output to a value.</param>
    public static Delegate Of<T>(INetworkOutputs row, Func<float, T> convert) =>
        (ValueGetter<VBuffer<T>>)(
            (ref VBuffer<T> value) =>
            {
                ReadOnlySpan<float> outputs = row.Outputs;
                VBufferEditor<T> editor = VBufferEditor.Create(ref value, outputs.Length);
                for (int i = 0; i < outputs.Length; i++)
                    editor.Values[i] = convert(outputs[i]);
                value = editor.Commit();
            }
        );
}
