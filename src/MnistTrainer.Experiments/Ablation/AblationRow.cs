using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>The accuracy on one kind of image.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Accuracy">The accuracy with all stages, 0 to 1.</param>
/// <param name="Without">The accuracy without one stage, in the order of <see cref="StageAblation.Stages"/>.</param>
public sealed record AblationRow(ImageKind Kind, double Accuracy, ImmutableArray<double> Without);
