using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Trains the network that a page is served with on drawings whose answers users have corrected.</summary>
public interface ITeacher
{
    /// <summary>Whether the data that a network is not to forget is on this machine, so that it can be taught.</summary>
    /// <param name="network">The network's definition.</param>
    bool HasData(NetworkDefinition network);

    /// <summary>Teaches a network drawings. One call at a time.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="drawings">The drawings in the network's input shape, those of earlier lessons among them.</param>
    /// <param name="before">The network's metrics on the test samples; null to measure them.</param>
    /// <param name="progress">Receives the share of the work that is done, from 0 to 1.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="InvalidInputException">The data is not there or does not fit the network, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    TaughtNetwork Teach(
        Network network,
        Samples<byte> drawings,
        ClassificationMetrics? before,
        IProgress<double> progress,
        CancellationToken cancellation
    );

    /// <summary>Whether the file that <see cref="Save"/> would write is another than the one that was loaded or saved last, so that it would be lost.</summary>
    bool IsReplaced();

    /// <summary>Saves a network that was taught.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The name of the file.</returns>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    string Save(Network network);
}

/// <summary>A network that was taught, and what that changed.</summary>
/// <param name="Network">The network.</param>
/// <param name="Before">The metrics on the test samples before.</param>
/// <param name="After">The metrics after.</param>
public sealed record TaughtNetwork(Network Network, ClassificationMetrics Before, ClassificationMetrics After);
