namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The optimizers as their papers write them, for one parameter in double precision: the slow twin of the vectorized rules.</summary>
internal static class PublishedOptimizers
{
    /// <summary>The parameter after a step.</summary>
    /// <param name="optimizer">The optimizer, with its settings.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="w">The parameter.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="s">The two memories of the parameter, 0 before the first step; changed.</param>
    public static double Step(Optimizer optimizer, double rate, int step, double w, double g, double[] s)
    {
        switch (optimizer)
        {
            case BatchGradientDescent or GradientDescent:
                return w - (rate * g);
            case Momentum o:
                return w - (rate * (s[0] = (o.Decay * s[0]) + g));
            case Nesterov o:
                // Sutskever et al. 2013, equations 3 and 4, with θ the parameters and w = θ + μ v the place where the gradient is taken.
                double theta = w - (o.Decay * s[0]);
                s[0] = (o.Decay * s[0]) - (rate * g);
                return theta + s[0] + (o.Decay * s[0]);
            case AdaGrad o:
                return w - (rate * g / (Math.Sqrt(s[0] += g * g) + o.Epsilon));
            case AdaDelta o:
                s[0] = (o.Decay * s[0]) + ((1 - o.Decay) * g * g);
                double change = Math.Sqrt(s[1] + o.Epsilon) / Math.Sqrt(s[0] + o.Epsilon) * g;
                s[1] = (o.Decay * s[1]) + ((1 - o.Decay) * change * change);
                return w - (rate * change);
            case RMSProp o:
                return w - (rate * g / (Math.Sqrt(s[0] = (o.Decay * s[0]) + ((1 - o.Decay) * g * g)) + o.Epsilon));
            case Adam o:
                return w - (rate * Mean(g, o.Beta1, s) / (1 - Math.Pow(o.Beta1, step)) / (Deviation(step, g, o.Beta2, s) + o.Epsilon));
            case Nadam o:
                double ahead =
                    (o.Beta1 * Mean(g, o.Beta1, s) / (1 - Math.Pow(o.Beta1, step + 1)))
                    + ((1 - o.Beta1) * g / (1 - Math.Pow(o.Beta1, step)));
                return w - (rate * ahead / (Deviation(step, g, o.Beta2, s) + o.Epsilon));
            case AdamW o:
                double direction = Mean(g, o.Beta1, s) / (1 - Math.Pow(o.Beta1, step)) / (Deviation(step, g, o.Beta2, s) + o.Epsilon);
                return w - (rate * (direction + (o.WeightDecay * w)));
            default:
                throw new NotSupportedException(optimizer.Name);
        }
    }

    /// <summary>How far a step with the given memories, after it, moves a parameter for each unit of rate and of a lasting gradient.</summary>
    public static double Scale(Optimizer optimizer, int step, double[] s) =>
        optimizer switch
        {
            BatchGradientDescent or GradientDescent => 1,
            Momentum o => 1 / (1.0 - o.Decay),
            Nesterov o => 1 / (1.0 - o.Decay),
            AdaGrad o => 1 / (Math.Sqrt(s[0]) + o.Epsilon),
            AdaDelta o => Math.Sqrt((s[1] + o.Epsilon) / (s[0] + o.Epsilon)),
            RMSProp o => 1 / (Math.Sqrt(s[0]) + o.Epsilon),
            Adam o => 1 / (Math.Sqrt(s[1] / (1 - Math.Pow(o.Beta2, step))) + o.Epsilon),
            Nadam o => 1 / (Math.Sqrt(s[1] / (1 - Math.Pow(o.Beta2, step))) + o.Epsilon),
            AdamW o => 1 / (Math.Sqrt(s[1] / (1 - Math.Pow(o.Beta2, step))) + o.Epsilon),
            _ => throw new NotSupportedException(optimizer.Name),
        };

    private static double Mean(double g, double beta1, double[] s) => s[0] = (beta1 * s[0]) + ((1 - beta1) * g);

    private static double Deviation(int step, double g, double beta2, double[] s) =>
        Math.Sqrt((s[1] = (beta2 * s[1]) + ((1 - beta2) * g * g)) / (1 - Math.Pow(beta2, step)));
}
