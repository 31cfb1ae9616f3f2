using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The exponential moving average of all parameters, a += (1 - decay) (w - a) after each step (Polyak and Juditsky 1992; exponential as in
/// Tarvainen and Valpola 2017). In the first steps the decay is at most (1 + step) / (10 + step), so that the initial weights fade quickly.
/// </summary>
internal sealed class ParameterAverage : IParallelWork
{
    private const int BlockLength = 1 << 13;

    private readonly Network _network;
    private readonly float _decay;
    private float _share;

    /// <param name="network">The network being trained; the average starts with its parameters.</param>
    /// <param name="decay">The fraction of the average kept at each step, above 0 and below 1.</param>
    public ParameterAverage(Network network, float decay)
    {
        _network = network;
        _decay = decay;
        Buffer = new FloatBuffer(network.Parameters);
        Network = network.WithParameters(Buffer);
    }

    /// <summary>The average.</summary>
    public FloatBuffer Buffer { get; }

    /// <summary>The network whose parameters are the average.</summary>
    public Network Network { get; }

    /// <summary>Updates the average after a step.</summary>
    public void Update(long step, WorkerPool pool)
    {
        _share = 1 - Math.Min(_decay, (1f + step) / (10f + step));
        pool.Run(this, (Buffer.Length + BlockLength - 1) / BlockLength);
    }

    public void Do(int job, int worker)
    {
        int from = job * BlockLength,
            to = Math.Min(Buffer.Length, from + BlockLength);
        Span<float> average = Buffer.Span[from..to];
        ReadOnlySpan<float> parameters = _network.Parameters[from..to];
        for (int i = 0; i < average.Length; i++)
            average[i] += _share * (parameters[i] - average[i]);
    }
}
