using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>The reasons for the score of one class: its net input in the last layer, split into contributions.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Output">The network's output, usually a probability.</param>
/// <param name="NetInput">The net input: the sum of the contributions of all units and the bias.</param>
/// <param name="Bias">The bias; 0 in a layer without biases.</param>
/// <param name="Units">The contributions of the units of the layer before the last, the largest in absolute value first.</param>
/// <param name="Pixels">The effects of the pixels, the largest in absolute value first, without those that are 0.</param>
/// <param name="PixelMap">The effect of every pixel, row by row.</param>
public sealed record ClassExplanation(
    string Label,
    double Output,
    double NetInput,
    double Bias,
    ImmutableArray<UnitContribution> Units,
    ImmutableArray<PixelEffect> Pixels,
    ImmutableArray<double> PixelMap
);

/// <summary>The contribution of a unit of the layer before the last to the net input of a class.</summary>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Value">The output of the unit.</param>
/// <param name="Weight">The weight from the unit to the class.</param>
/// <param name="Contribution">The product of value and weight.</param>
public readonly record struct UnitContribution(int Unit, double Value, double Weight, double Contribution);

/// <summary>
/// The effect of a pixel on the net input of a class: its value times the derivative of the net input with respect to it; in color images, the sum over its channels.
/// </summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Column">The column, from 0.</param>
/// <param name="Effect">The effect; positive where the pixel raises the score.</param>
public readonly record struct PixelEffect(int Row, int Column, double Effect);
