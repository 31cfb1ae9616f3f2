namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>A slow reference of dense networks: double precision, one sample at a time, textbook formulas.</summary>
internal sealed class ReferenceNetwork(Network network)
{
    public double[] Parameters { get; } = [.. network.Parameters.ToArray().Select(w => (double)w)];

    public double Loss(Samples samples, Loss loss, TargetValues targets)
    {
        double sum = 0;
        float[] row = new float[samples.Shape.Size];
        for (int i = 0; i < samples.Count; i++)
        {
            samples.CopyRow(i, row);
            double[] y = Outputs(row);
            for (int c = 0; c < y.Length; c++)
            {
                double t = c == samples.Labels[i] ? targets.On : targets.Off;
                sum += loss.Name switch
                {
                    "squared-error" => 0.5 * (y[c] - t) * (y[c] - t),
                    "softmax-cross-entropy" => -t * Math.Log(y[c]),
                    "sigmoid-cross-entropy" => -(t * Math.Log(y[c])) - ((1 - t) * Math.Log(1 - y[c])),
                    _ => throw new NotSupportedException(loss.Name),
                };
            }
        }

        return sum / samples.Count;
    }

    public double[] Outputs(float[] raw)
    {
        InputScaling scaling = network.Definition.Scaling;
        double[] x = [.. raw.Select(value => scaling.Offset + ((double)scaling.Factor * value))];
        int at = 0;
        foreach (Dense layer in network.Definition.Layers.Cast<Dense>())
        {
            double[] z = new double[layer.Units * layer.Activation.NetInputsPerUnit];
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = layer.UseBias ? Parameters[at + (x.Length * z.Length) + j] : 0;
                for (int i = 0; i < x.Length; i++)
                    z[j] += x[i] * Parameters[at + (i * z.Length) + j];
            }

            at += (x.Length * z.Length) + (layer.UseBias ? z.Length : 0);
            x = Activate(layer.Activation.Name, z);
        }

        return x;
    }

    private static double[] Activate(string name, double[] z) =>
        name switch
        {
            "identity" => z,
            "step" => [.. z.Select(v => v >= 0 ? 1.0 : 0)],
            "sigmoid" => [.. z.Select(v => 1 / (1 + Math.Exp(-v)))],
            "tanh" => [.. z.Select(Math.Tanh)],
            "relu" => [.. z.Select(v => Math.Max(0, v))],
            "leaky-relu(0.01)" => [.. z.Select(v => v > 0 ? v : 0.01 * v)],
            "clamp(-1,1)" => [.. z.Select(v => Math.Max(-1, Math.Min(1, v)))],
            "elu(1)" => [.. z.Select(v => v > 0 ? v : Math.Exp(v) - 1)],
            "softplus" => [.. z.Select(v => Math.Log(1 + Math.Exp(v)))],
            "selu" => [.. z.Select(v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1)))],
            "gelu" => [.. z.Select(v => v * NormalDistribution(v))],
            "silu" => [.. z.Select(v => v / (1 + Math.Exp(-v)))],
            "mish" => [.. z.Select(v => v * Math.Tanh(Math.Log(1 + Math.Exp(v))))],
            "maxout(2)" => [.. z.Chunk(2).Select(pieces => pieces.Max())],
            "softmax" => Softmax(z),
            _ => throw new NotSupportedException(name),
        };

    private static double[] Softmax(double[] z)
    {
        double sum = z.Sum(Math.Exp);
        return [.. z.Select(v => Math.Exp(v) / sum)];
    }

    /// <summary>Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …), Marsaglia 2004.</summary>
    private static double NormalDistribution(double x)
    {
        double term = x,
            sum = x;
        for (int i = 3; i < 200; i += 2)
            sum += term *= x * x / i;
        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
