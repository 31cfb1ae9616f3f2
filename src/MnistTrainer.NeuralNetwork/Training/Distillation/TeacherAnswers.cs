namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The teacher's answers to the rows of a batch, a slice at a time, and the loss that follows from them. Each thread has memory for one slice, whatever the size of
/// the batch.
/// </summary>
internal sealed class TeacherAnswers : IDisposable
{
    private readonly SampleBatch _batch;
    private readonly Slice[] _slices;

    /// <param name="options">The teacher, and how its answers are used.</param>
    /// <param name="batch">The rows that the student reads, and from which the teacher reads the same.</param>
    /// <param name="threads">The number of threads.</param>
    public TeacherAnswers(Distillation options, SampleBatch batch, int threads)
    {
        _batch = batch;
        _slices = [.. Enumerable.Range(0, threads).Select(_ => new Slice(options, batch.Source))];
    }

    /// <summary>Computes the answers to a slice of rows, which have been filled.</summary>
    public void Read(int fromRow, int toRow, int worker) => _slices[worker].Read(_batch, fromRow, toRow);

    /// <summary>Blends the loss for a row's label with that for the teacher's answer; see <see cref="DistillationLoss.Blend"/>.</summary>
    /// <param name="row">A row of the slice that this thread has read.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="student">The student's probabilities.</param>
    /// <param name="loss">The loss for the label.</param>
    /// <param name="error">Its gradient.</param>
    public double Blend(int row, int worker, ReadOnlySpan<float> student, double loss, Span<float> error) =>
        _slices[worker].Blend(row, student, loss, error);

    public void Dispose()
    {
        foreach (Slice slice in _slices)
            slice.Dispose();
    }

    private sealed class Slice : IDisposable
    {
        private readonly Network _teacher;
        private readonly SampleBatch _input;
        private readonly Workspace _workspace;
        private readonly DistillationLoss _loss;
        private readonly int[] _rows = new int[Workspace.SliceRows];
        private readonly int _classes;
        private int _firstRow;

        public Slice(Distillation options, Samples source)
        {
            _teacher = options.Teacher;
            _classes = _teacher.Definition.ClassNames.Length;
            _loss = new DistillationLoss(options, _classes);
            _input = SampleBatch.Over(source, _teacher, Workspace.SliceRows);
            _workspace = new Workspace(_teacher, _input, Workspace.SliceRows, threads: 1, isTraining: false);
            _workspace.Prepare();
        }

        public void Read(SampleBatch batch, int fromRow, int toRow)
        {
            int count = toRow - fromRow;
            for (int i = 0; i < count; i++)
                _rows[i] = batch.SourceRow(fromRow + i);
            _firstRow = fromRow;
            _input.Take(_rows.AsSpan(0, count));
            _workspace.Forward(0, count, worker: 0);
            OutputScores.FromOutputs(_teacher.Definition, _workspace.Outputs[..(count * _classes)]);
        }

        public double Blend(int row, ReadOnlySpan<float> student, double loss, Span<float> error) =>
            _loss.Blend(_workspace.Outputs.Slice((row - _firstRow) * _classes, _classes), student, loss, error);

        public void Dispose() => _workspace.Dispose();
    }
}
