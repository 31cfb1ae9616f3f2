using System.Runtime.CompilerServices;
using MnistTrainer.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Saves networks as ML.NET models. The only type of this library that uses ML.NET, which takes some time to load; to read models without it, use
/// <see cref="ModelFile"/>.
/// </summary>
public static class ModelStore
{
    /// <summary>Saves a network as an ML.NET model, for <see cref="ModelFile"/> and <c>mlContext.Model.Load</c>. The same network always gives the same bytes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Its folder is created if it does not exist, and an existing file is replaced atomically.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // Inlined, it would load ML.NET into callers that never get here.
    public static void Save(Network network, string path) => NeuralNetworkModel.Save(network, path);

    /// <inheritdoc cref="Save(Network, string)"/>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Its folder is created if it does not exist, and an existing file is replaced atomically.</param>
    /// <param name="schema">The columns of the table, which are saved with the network (<see cref="TableSchemaFile"/>).</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Save(Network network, string path, TableSchema schema) =>
        NeuralNetworkModel.Save(
            network,
            path,
            new Dictionary<string, byte[]> { [TableSchemaFile.EntryName] = TableSchemaFile.ToJson(schema) }
        );
}
