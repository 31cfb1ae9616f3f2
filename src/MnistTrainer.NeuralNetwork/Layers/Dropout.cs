using System.Globalization;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// While a network learns, puts each value to 0 with a probability, anew for every row of every step, and divides the others by the chance to
/// stay, so that sums are the same on average; afterwards it does nothing (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014).
/// What is dropped follows from the seed, the step and the row, not from the thread.
/// </summary>
/// <param name="Rate">The probability to be dropped, from 0 to below 1; 0.5 between layers and 0.2 of the inputs are usual.</param>
public sealed record Dropout(float Rate) : Layer
{
    internal const string LayerKind = "dropout";

    /// <inheritdoc/>
    public override string Kind => LayerKind;

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (!(Rate >= 0 && Rate < 1))
            throw new InvalidInputException("dropout", "a rate from 0 to below 1", Rate.ToString(CultureInfo.InvariantCulture), "Give one, such as 0.5");
        return input;
    }

    /// <inheritdoc/>
    public override string Describe(Shape input) => string.Create(CultureInfo.InvariantCulture, $"dropout {Rate}");

    internal override long CountParameters(Shape input) => 0;

    internal override LayerKernel Bind(Shape input, int firstParameter) => new DropoutKernel(this, input, firstParameter);

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteNumber("rate", Rate);

    internal static Dropout ReadProperties(JsonElement element) => new(element.GetProperty("rate").GetSingle());
}
