using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on optimizers.</summary>
internal static class OptimizerFigures
{
    public static IEnumerable<double> All()
    {
        double g = WorkedExample.OneLayer(GradientRule.Exact).Layers[0].Gradient(0, 0);
        return [.. Formulas(), 0.9, g, .. Optimizer.All.SelectMany(optimizer => Moves(optimizer, g)), .. AdamTable(g)];
    }

    /// <summary>Updates one parameter once, with the optimizer's own learning rate.</summary>
    public static unsafe void Move(
        Optimizer optimizer,
        int step,
        FloatBuffer w,
        FloatBuffer g,
        FloatBuffer? first = null,
        FloatBuffer? second = null
    )
    {
        ParameterRange range = new(1, w.Pointer, g.Pointer, first is null ? null : first.Pointer, second is null ? null : second.Pointer);
        optimizer.Update(optimizer.SizeOf(step, optimizer.LearningRate), range);

        // The optimizer uses raw pointers, which the garbage collector does not track.
        foreach (FloatBuffer? buffer in (FloatBuffer?[])[w, g, first, second])
            GC.KeepAlive(buffer);
    }

    private static IEnumerable<double> Formulas()
    {
        double momentum = new Momentum().Decay,
            nesterov = new Nesterov().Decay,
            adaDelta = new AdaDelta().Decay,
            rms = new RMSProp().Decay;
        (Adam adam, Nadam nadam) = (new Adam(), new Nadam());
        return
        [
            momentum,
            nesterov,
            nesterov,
            adaDelta,
            1 - adaDelta,
            adaDelta,
            1 - adaDelta,
            rms,
            1 - rms,
            adam.Beta1,
            1 - adam.Beta1,
            adam.Beta2,
            1 - adam.Beta2,
            nadam.Beta1,
            1 - nadam.Beta1,
            new AdamW().WeightDecay,
            adam.Beta1,
            adam.Beta2,
            nadam.Beta1,
            nadam.Beta1,
        ];
    }

    private static IEnumerable<double> Moves(Optimizer optimizer, double g)
    {
        FloatBuffer w = new([0.9f]),
            gradient = new(1),
            first = new(1),
            second = new(1);
        yield return optimizer.LearningRate;
        for (int step = 1; step <= 3; step++)
        {
            gradient.Span[0] = (float)(g / Math.Pow(2, step - 1));
            Move(optimizer, step, w, gradient, first, second);
            yield return w.Span[0];
        }
    }

    private static List<double> AdamTable(double g)
    {
        double w = 0.9,
            m = 0,
            v = 0;
        List<double> figures = [];
        for (int step = 1; step <= 2; step++, g /= 2)
        {
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            double mean = m / (1 - Math.Pow(0.9, step)),
                square = v / (1 - Math.Pow(0.999, step));
            double move = -0.001 * mean / (Math.Sqrt(square) + 1e-8);
            figures.AddRange([g, m, v, mean, square, move, w += move]);
        }

        return figures;
    }
}
