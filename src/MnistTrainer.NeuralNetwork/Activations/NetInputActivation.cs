namespace MnistTrainer.NeuralNetwork;

/// <summary>An activation whose derivative is computed from the net input, so that outputs do not overwrite the net inputs.</summary>
public abstract record NetInputActivation : Activation
{
    private protected NetInputActivation() { }

    internal sealed override bool KeepsNetInput => true;

    internal sealed override void Forward(Span<float> values, int width) => throw Apart();

    internal sealed override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => throw Apart();

    /// <summary>Computes outputs.</summary>
    /// <param name="netInput"><see cref="Activation.NetInputsPerUnit"/> neighboring values for each unit.</param>
    /// <param name="output">Receives a value for each unit.</param>
    internal abstract void Forward(ReadOnlySpan<float> netInput, Span<float> output);

    /// <summary>Converts the gradient of the loss with respect to the outputs to the gradient with respect to the net inputs.</summary>
    /// <param name="netInput">As in the forward pass.</param>
    /// <param name="error">The gradient for the outputs.</param>
    /// <param name="netInputError">
    /// Receives the gradient with respect to the net inputs. If each unit has one net input, this may be the same memory as <paramref name="error"/>.
    /// </param>
    internal abstract void Backward(ReadOnlySpan<float> netInput, ReadOnlySpan<float> error, Span<float> netInputError);

    private static InvalidOperationException Apart() => new("Its outputs do not overwrite its net inputs.");
}
