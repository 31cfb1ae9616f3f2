namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The order of samples that are read from a file: window by window, in two halves of one buffer, which one thread fills while training reads the other. A batch may begin in one
/// window and end in the next.
/// </summary>
internal sealed class WindowedRows : IRowOrder
{
    private readonly StoredSamples _stored;
    private readonly TrainingOptions _options;
    private readonly WindowPlan _plan;
    private readonly WindowReader _reader;
    private readonly int[] _batch;

    // Windows are numbered over all epochs; the half of a window is its number's last bit.
    private readonly Task<ReadOnlyMemory<int>>?[] _halves = new Task<ReadOnlyMemory<int>>?[2];
    private long _window = -1;
    private int _windowStart;

    /// <param name="stored">The samples.</param>
    /// <param name="options">The training options.</param>
    /// <exception cref="InvalidInputException">The options need other memory, or the file is damaged.</exception>
    public WindowedRows(StoredSamples stored, TrainingOptions options)
    {
        if (stored.ValidationCount < 0 || stored.TestCount < 0 || stored.Count < 1)
            throw new InvalidInputException(
                stored.File.Path,
                "at least one row to train on",
                $"{stored.File.Count} rows, of which {stored.ValidationCount} are held out for validation and {stored.TestCount} for the test",
                "Hold out fewer rows"
            );
        _stored = stored;
        _options = options;
        _plan = new WindowPlan(stored, options.Seed);
        _batch = new int[Math.Min(options.BatchSize, stored.Count)];
        CheckBatch();
        _reader = new WindowReader(stored, options, _plan.LargestWindow);

        // The density of the values is estimated from these rows, so it is the same when training is resumed.
        Load(0);
        Load(1);
        foreach (Task? half in _halves)
            half?.GetAwaiter().GetResult();
    }

    public int Count => _stored.Count;

    /// <summary>The samples in memory, whose rows <see cref="Take"/> returns.</summary>
    public Samples Samples => _reader.Samples;

    public string Identity =>
        $"{Count} of {_stored.File.Count} rows with the fingerprint {_stored.File.Fingerprint}, in windows of {_plan.BlocksPerWindow} blocks of {_stored.File.BlockRows} rows, "
        + $"{_stored.ValidationCount} and {_stored.TestCount} held out by seed {_stored.Seed}{Supervised}";

    public void Begin(int epoch, int position)
    {
        (int index, int start) = _plan.WindowAt(epoch, position);
        long window = ((epoch - 1L) * _plan.WindowsPerEpoch) + index;

        // The last batch of an epoch may have taken all of its last window.
        if (window == _window + 2)
            MoveTo(_window + 1, 0);
        MoveTo(window, start);
    }

    public ReadOnlySpan<int> Take(int first, int rows)
    {
        while (first >= _windowStart + Current.Length)
            MoveTo(_window + 1, _windowStart + Current.Length);
        int taken = Math.Min(rows, _windowStart + Current.Length - first);
        Current.Slice(first - _windowStart, taken).CopyTo(_batch);
        if (taken < rows)
            Rows(_window + 1)[..(rows - taken)].CopyTo(_batch.AsSpan(taken));
        return _batch.AsSpan(0, rows);
    }

    public int? RowAt(int position) => position >= _windowStart + Current.Length ? null : Current[position - _windowStart];

    public void Dispose()
    {
        foreach (Task<ReadOnlyMemory<int>> half in _halves.OfType<Task<ReadOnlyMemory<int>>>())
            half.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
    }

    // Only the differences from rows of bytes, so that their checkpoints stay valid.
    private string Supervised =>
        string.Concat(
            _stored.Marks is null ? "" : $", marked {_stored.Marks.Fingerprint}",
            _stored.BinaryOutput is null ? "" : $", for the output {_stored.BinaryOutput}",
            _stored.ClassWeights is null ? "" : $", with the class weights {_stored.ClassWeights}",
            _stored.Scaling.IsNone ? "" : $", scaled by {string.Join(", ", _stored.Scaling.Outputs)}"
        );

    private ReadOnlySpan<int> Current => Rows(_window);

    private ReadOnlySpan<int> Rows(long window) => _halves[window & 1]!.GetAwaiter().GetResult().Span;

    /// <summary>Makes a window the current one, and begins to read the one behind it.</summary>
    private void MoveTo(long window, int start)
    {
        bool follows = window == _window + 1;
        if (!follows && window != _window)
        {
            Dispose();
            Load(window);
        }

        // Windows 0 and 1 are loaded at the start.
        if (window > 0 && window != _window)
            Load(window + 1);
        (_window, _windowStart) = (window, start);
    }

    private void Load(long window)
    {
        int epoch = (int)(window / _plan.WindowsPerEpoch) + 1,
            index = (int)(window % _plan.WindowsPerEpoch),
            half = (int)(window & 1);
        if (window > 1 && epoch > _options.Epochs)
            return;
        _halves[half] = Task.Factory.StartNew(
            () => _reader.Read(_plan.BlocksOf(epoch, index), half, _plan.RandomOf(epoch, index)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private void CheckBatch()
    {
        if (_options.Optimizer.UsesAllSamples)
            throw new InvalidInputException(
                $"the optimizer {_options.Optimizer.Spelling}",
                "one that uses a batch of samples in each step, because not all samples are in memory",
                "one that uses all samples",
                "Choose another optimizer"
            );
        int least = _plan.SmallestWindow;
        if (_batch.Length > least && _plan.WindowsPerEpoch > 1)
            throw new InvalidInputException(
                "the batch size",
                $"at most {least}, the rows of a window in memory",
                $"{_options.BatchSize}",
                "Choose smaller batches, or raise the memory limit"
            );
    }
}
