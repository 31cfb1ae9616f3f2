namespace MnistTrainer.NeuralNetwork;

/// <summary>The net input itself; its derivative is 1.</summary>
public sealed record Identity : Activation
{
    internal override string Keyword => "identity";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => netInput;

    internal override double Of(double x) => x;

    internal override double DerivativeAt(double x) => 1;

    internal override void Forward(Span<float> values, int width) { }

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) { }
}
