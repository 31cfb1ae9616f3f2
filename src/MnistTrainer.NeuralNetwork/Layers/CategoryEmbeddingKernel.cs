namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="CategoryEmbedding"/> layer.</summary>
internal sealed unsafe class CategoryEmbeddingKernel : LayerKernel
{
    // The number of vectors whose gradients are summed at a time. Each such block reads the keys of all rows.
    private const int BlockVectors = 512;

    private readonly Category[] _categories;
    private readonly (int Category, int FirstKey, int Keys)[] _blocks;
    private readonly int _numbers;
    private readonly int _inputs;
    private readonly int _outputs;

    public CategoryEmbeddingKernel(CategoryEmbedding layer, Shape input, int firstParameter)
        : base(input, layer.OutputShape(input), firstParameter, checked((int)layer.CountParameters(input)))
    {
        _inputs = input.Size;
        _outputs = Output.Size;
        _numbers = _inputs - layer.Values.Length;
        _categories = new Category[layer.Values.Length];
        TrainedCount = checked((int)layer.VectorValues);
        int vectors = 0,
            share = TrainedCount,
            output = _numbers;
        for (int i = 0; i < _categories.Length; i++)
        {
            int count = layer.Values[i],
                width = layer.WidthOf(i);
            _categories[i] = new Category(_numbers + i, output, count, width, layer.IsOneHot(i), vectors, share);
            vectors += layer.IsOneHot(i) ? 0 : (count + 1) * width;
            share += count + 1;
            output += width;
        }

        _blocks =
        [
            .. _categories.SelectMany(
                (category, i) =>
                    Enumerable
                        .Range(0, category.IsOneHot ? 0 : (category.Count / BlockVectors) + 1)
                        .Select(block => (i, block * BlockVectors, Math.Min(BlockVectors, category.Count + 1 - (block * BlockVectors))))
            ),
        ];
    }

    public override bool ReadsRows => true;

    public override int TrainedCount { get; }

    public override ErrorRange NeededErrors => FirstParameter == 0 ? new(_numbers, _outputs) : base.NeededErrors;

    /// <summary>The vector that a value without one of its own has, of each category, in the order of the outputs.</summary>
    public override int PreparedLength(bool backward) => _outputs - _numbers;

    public override int PrepareBlocks(bool backward) => _categories.Length;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        // Vectors that start near 0 stay there if there are few rows, because of the penalty on them and on the weights of the next layer.
        foreach (ref float value in parameters[..TrainedCount])
            value = (float)random.NextGaussian();
        foreach (Category category in _categories)
        {
            parameters[category.Share] = 1;
            parameters.Slice(category.Share + 1, category.Count).Fill(1f / category.Count);
        }
    }

    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        Category category = _categories[block];
        float* share = parameters + category.Share,
            vectors = parameters + category.Vectors;
        Span<float> vector = new(prepared + category.Output - _numbers, category.Width);
        if (category.IsOneHot)
        {
            vector.Clear();
            if (!(share[0] > 0))
                new Span<float>(share + 1, category.Width).CopyTo(vector);
        }
        else if (share[0] > 0)
        {
            new Span<float>(vectors, category.Width).CopyTo(vector);
        }
        else
        {
            vector.Clear();
            for (int key = 1; key <= category.Count; key++)
                Add(vector, vectors + ((long)key * category.Width), share[key]);
        }
    }

    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* values = pass.InputRows + ((long)row * _inputs),
                outputs = pass.Output + ((long)row * _outputs);
            for (int i = 0; i < _numbers; i++)
                outputs[i] = values[i] + background;
            foreach (Category category in _categories)
            {
                Span<float> vector = new(outputs + category.Output, category.Width);
                int key = KeyOf(category, values[category.Column] + background, pass.Parameters);
                if (key == 0)
                    new Span<float>(pass.Prepared + category.Output - _numbers, category.Width).CopyTo(vector);
                else if (category.IsOneHot)
                {
                    vector.Clear();
                    vector[key - 1] = 1;
                }
                else
                {
                    new Span<float>(pass.Parameters + category.Vectors + ((long)key * category.Width), category.Width).CopyTo(vector);
                }
            }
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        for (int row = pass.FromRow; pass.InputError != null && row < pass.ToRow; row++)
        {
            Span<float> errors = new(pass.InputError + ((long)row * _inputs), _inputs);
            new Span<float>(pass.Error + ((long)row * _outputs), _numbers).CopyTo(errors);
            errors[_numbers..].Clear();
        }
    }

    public override int GradientBlocks(LayerInput input) => _blocks.Length;

    public override ParameterBlock GradientRange(LayerInput input, int block)
    {
        (int index, int first, int keys) = _blocks[block];
        Category category = _categories[index];
        return new ParameterBlock(category.Vectors + (first * category.Width), keys * category.Width, IsWeights: true);
    }

    /// <summary>Σ δ over the rows that have a value; a row that reads the mean of all vectors counts for each of them by its share in it.</summary>
    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        (int index, int first, int keys) = _blocks[block];
        Category category = _categories[index];
        float background = pass.Input.Background;
        float* share = pass.Parameters + category.Share;
        new Span<float>(gradient, keys * category.Width).Clear();
        for (int row = 0; row < pass.ToRow; row++)
        {
            float* error = pass.NetError + ((long)row * _outputs) + category.Output;
            int key = KeyOf(category, pass.InputRows[((long)row * _inputs) + category.Column] + background, pass.Parameters);
            if (share[key] > 0)
            {
                if (key >= first && key < first + keys)
                    Add(new Span<float>(gradient + ((key - first) * category.Width), category.Width), error, 1);
                continue;
            }

            for (int i = 0; i < keys; i++)
                Add(new Span<float>(gradient + (i * category.Width), category.Width), error, share[first + i]);
        }
    }

    // The key of a value; 0 if the value is not a key or no row had it.
    private static int KeyOf(Category category, float value, float* parameters)
    {
        int key = CategoryEmbedding.KeyOf(value, category.Count);
        return parameters[category.Share + key] > 0 ? key : 0;
    }

    private static void Add(Span<float> sum, float* values, float factor)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += factor * values[i];
    }

    /// <summary>Where a category lies.</summary>
    /// <param name="Column">Its key among the inputs.</param>
    /// <param name="Output">Its vector among the outputs.</param>
    /// <param name="Count">The number of its values.</param>
    /// <param name="Width">The number of values of its vector.</param>
    /// <param name="IsOneHot">Whether its vectors are one-hot, and not among the parameters.</param>
    /// <param name="Vectors">Its vectors among the parameters.</param>
    /// <param name="Share">Its shares among the parameters.</param>
    private readonly record struct Category(int Column, int Output, int Count, int Width, bool IsOneHot, int Vectors, int Share);
}
