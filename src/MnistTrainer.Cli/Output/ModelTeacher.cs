using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Output;

/// <summary>Lets the drawing page teach the model that it is served with.</summary>
/// <param name="teacher">Teaches the model.</param>
/// <param name="watch">Learns that the model was saved.</param>
internal sealed class ModelTeacher(Teacher teacher, ModelWatch watch) : ITeacher
{
    /// <inheritdoc/>
    public bool HasData(NetworkDefinition network) => teacher.FindSource(network) is not null;

    /// <inheritdoc/>
    public TaughtNetwork Teach(
        Network network,
        Samples<byte> drawings,
        ClassificationMetrics? before,
        IProgress<double> progress,
        CancellationToken cancellation
    )
    {
        LessonReport report = teacher.Teach(network, drawings, before, progress, cancellation);
        return new TaughtNetwork(report.Network, report.Before, report.After);
    }

    /// <inheritdoc/>
    public bool IsReplaced() => teacher.IsReplaced();

    /// <inheritdoc/>
    public string Save(Network network) => Path.GetFileName(watch.Save(() => teacher.Save(network)));
}
