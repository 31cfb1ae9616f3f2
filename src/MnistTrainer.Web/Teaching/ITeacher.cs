using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Trains the network of the drawing page on drawings that users have corrected.</summary>
public interface ITeacher
{
    /// <summary>Whether a network can be taught: its original training data must be on this machine.</summary>
    /// <param name="network">The network's definition.</param>
    bool HasData(NetworkDefinition network);

    /// <summary>Teaches a network drawings. Called once at a time.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="drawings">The drawings in the network's input shape, including those of earlier lessons.</param>
    /// <param name="before">The network's metrics on the test samples; null to measure them.</param>
    /// <param name="progress">Receives the fraction of the work done, from 0 to 1.</param>
    /// <param name="cancellation">Cancels the lesson.</param>
    /// <exception cref="InvalidInputException">The data does not exist or is unsuitable for the network, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">The lesson was canceled.</exception>
    TaughtNetwork Teach(
        Network network,
        Samples<byte> drawings,
        ClassificationMetrics? before,
        IProgress<double> progress,
        CancellationToken cancellation
    );

    /// <summary>Whether the file that <see cref="Save"/> would replace has been changed since it was last loaded or saved, so that the changes would be lost.</summary>
    bool IsReplaced();

    /// <summary>Saves a taught network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The name of the file.</returns>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    string Save(Network network);
}

/// <summary>A taught network, and the effect of the lesson.</summary>
/// <param name="Network">The network.</param>
/// <param name="Before">The metrics on the test samples before the lesson.</param>
/// <param name="After">The metrics on the test samples after the lesson.</param>
public sealed record TaughtNetwork(Network Network, ClassificationMetrics Before, ClassificationMetrics After);
