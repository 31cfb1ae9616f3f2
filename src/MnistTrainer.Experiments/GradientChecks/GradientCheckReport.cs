using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A comparison of the gradient by back-propagation with differences of the loss, layer by layer.</summary>
/// <param name="Network">The network.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">The rule for back-propagation.</param>
/// <param name="Layers">The results, first layer to last.</param>
public sealed record GradientCheckReport(Network Network, Loss Loss, GradientRule Gradient, ImmutableArray<LayerGradientCheck> Layers)
{
    /// <summary>Whether the gradients of all layers agree.</summary>
    public bool Passes => Layers.All(layer => layer.Passes);

    /// <summary>Loads or creates the network and checks its gradient on random samples.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="InvalidInputException">The subject is neither a model nor an architecture, or the loss does not match it.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static GradientCheckReport Run(GradientCheckSettings settings, CancellationToken cancellation = default) =>
        Run(settings, null, cancellation);

    /// <summary>Loads or creates the network and checks its gradient on random samples, and reports progress.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="listener">Receives progress; null for none.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="InvalidInputException">The subject is neither a model nor an architecture, or the loss does not match it.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static GradientCheckReport Run(
        GradientCheckSettings settings,
        IExperimentListener? listener,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        Network network = GradientCheckSubject.Open(settings);
        TrainingOptions options = new()
        {
            Loss = settings.Loss ?? GradientCheckSubject.LossFor(network),
            Gradient = settings.Gradient,
            Seed = settings.Seed,
        };
        IReadOnlyList<LayerGradientCheck> layers = (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Comparing gradients", 1, null),
            progress =>
                GradientCheck.Run(
                    network,
                    GradientCheckSubject.CreateSamples(network, settings.Seed),
                    options,
                    settings.ParametersPerLayer,
                    progress,
                    cancellation
                )
        );
        return new GradientCheckReport(network, options.Loss, options.Gradient, [.. layers]);
    }
}
