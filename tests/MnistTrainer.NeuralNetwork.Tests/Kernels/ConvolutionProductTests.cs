using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The products of a convolution are those of the obvious loops, bit for bit, with every tile.</summary>
public sealed unsafe class ConvolutionProductTests
{
    /// <summary>Rows and columns of the output, size, stride, channels, filters.</summary>
    public static TheoryData<int, int, int, int, int, int> Shapes =>
        new()
        {
            { 1, 1, 1, 1, 1, 1 },
            { 5, 5, 3, 1, 1, 1 },
            { 3, 7, 3, 1, 2, 6 },
            { 10, 10, 5, 1, 6, 16 },
            { 4, 3, 5, 2, 1, 32 },
            { 7, 5, 3, 1, 3, 33 },
            { 2, 9, 2, 3, 5, 17 },
            { 3, 3, 4, 2, 2, 8 },
            { 6, 2, 1, 1, 9, 40 },
            { 1, 30, 3, 1, 4, 65 },
            { 28, 28, 5, 1, 1, 6 },
            { 9, 17, 3, 1, 1, 4 },
            { 14, 14, 3, 1, 2, 32 },
            { 3, 45, 5, 1, 1, 3 },
            { 6, 6, 6, 1, 10, 4 },
            { 6, 6, 3, 1, 32, 70 },
            { 9, 8, 8, 1, 4, 20 },
            { 8, 10, 4, 1, 8, 66 },
            { 7, 7, 3, 1, 16, 32 },
            { 14, 14, 3, 1, 8, 48 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_is_that_of_the_obvious_loops(int rows, int columns, int size, int stride, int channels, int filters)
    {
        for (int padding = 0; padding <= Math.Min(size, 3); padding++)
            AssertForward(new Problem(rows, columns, size, stride, channels, filters, padding));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_gradient_is_that_of_the_obvious_loops(int rows, int columns, int size, int stride, int channels, int filters)
    {
        for (int padding = 0; padding <= Math.Min(size, 3); padding++)
            AssertGradient(new Problem(rows, columns, size, stride, channels, filters, padding));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Winners_give_the_gradient_and_the_errors_of_the_obvious_loops(
        int rows,
        int columns,
        int size,
        int stride,
        int channels,
        int filters
    )
    {
        Problem problem = new(rows, columns, size, stride, channels, filters);
        FilterWindow window = problem.Window;
        int poolSize = Math.Min(2, Math.Min(rows, columns)),
            down = rows / poolSize,
            across = columns / poolSize,
            line = size * channels,
            padded = SparseErrorProduct.PaddedLine(line),
            step = poolSize * stride;
        FloatBuffer gradient = new(filters * size * padded),
            weights = new(filters * size * padded),
            frameErrors = new(problem.Frame.Length + padded),
            errors = Values(down * across * filters, 5),
            scratch = new(SparseErrorProduct.ScratchLength(down * across, poolSize * poolSize));
        int[] places = [.. Enumerable.Range(0, down * across * filters).Select(at => at * 7 % 5 % (poolSize * poolSize))],
            corners =
            [.. Enumerable.Range(0, down * across).Select(at => step * ((at / across * (int)window.FrameRow) + (at % across * channels)))],
            offsets =

            [
                .. Enumerable
                    .Range(0, poolSize * poolSize)
                    .Select(at => (at / poolSize * stride * (int)window.FrameRow) + (at % poolSize * stride * channels)),
            ];
        float[] expected = new float[window.FilterRows * filters];
        double[] expectedErrors = new double[problem.Frame.Length];
        for (int i = 0; i < window.FilterRows; i++)
        {
            for (int j = 0; j < filters; j++)
                weights.Span[(((j * size) + (i / line)) * padded) + (i % line)] = problem.Filters.Span[(i * filters) + j];
        }

        for (int at = 0; at < errors.Length; at++)
        {
            int j = at % filters,
                pooled = at / filters,
                place =
                    (((pooled / across * poolSize) + (places[at] / poolSize)) * columns)
                    + (pooled % across * poolSize)
                    + (places[at] % poolSize);
            ref float error = ref errors.Span[at];
            if (at % 3 == 0)
                error = 0;
            for (int i = 0; i < window.FilterRows && error != 0; i++)
            {
                ref float sum = ref expected[(i * filters) + j];
                sum = MathF.FusedMultiplyAdd(error, problem.InputAt(place, i), sum);
                expectedErrors[problem.IndexOf(place, i)] += (double)error * problem.Filters.Span[(i * filters) + j];
            }
        }

        fixed (
            int* place = places,
                corner = corners,
                offset = offsets
        )
        {
            SparseErrorProduct.Add(
                window,
                new PoolingGrid(down, across, step * window.FrameRow, corner, poolSize * poolSize, offset),
                problem.Frame.Pointer,
                errors.Pointer,
                place,
                filters,
                gradient.Pointer,
                weights.Pointer,
                frameErrors.Pointer,
                scratch.Pointer
            );
        }

        // Which winner comes first at an input depends on the bands, so its error is compared as a number; each filter's gradient has one order.
        for (int i = 0; i < expectedErrors.Length; i++)
            Assert.Equal(expectedErrors[i], frameErrors.Span[i], 1e-4);
        for (int i = 0; i < window.FilterRows; i++)
        {
            for (int j = 0; j < filters; j++)
                Assert.Equal(expected[(i * filters) + j], gradient.Span[(((j * size) + (i / line)) * padded) + (i % line)]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 6)]
    [InlineData(13, 33)]
    public void Sums_of_columns_are_added(int rows, int columns)
    {
        FloatBuffer values = Values(rows * columns, 3),
            sums = new(ChannelSums.Padded(columns));
        sums.Span.Fill(2);
        ChannelSums.Add(values.Pointer, rows, columns, sums.Pointer);
        for (int j = 0; j < columns; j++)
            Assert.Equal(2 + Enumerable.Range(0, rows).Sum(row => (double)values.Span[(row * columns) + j]), sums.Span[j], 1e-4);
    }

    private static void AssertForward(Problem problem)
    {
        int places = problem.Window.Rows * problem.Window.Columns,
            filters = problem.FilterCount;
        float[] expected = new float[places * filters];
        for (int place = 0; place < places; place++)
        {
            for (int j = 0; j < filters; j++)
            {
                float sum = problem.Start.Span[j];
                for (int i = 0; i < problem.Window.FilterRows; i++)
                    sum = MathF.FusedMultiplyAdd(problem.InputAt(place, i), problem.Filters.Span[(i * filters) + j], sum);
                expected[(place * filters) + j] = sum;
            }
        }

        Assert.Equal(expected, Forward<IndirectTile128>(problem));
        Assert.Equal(expected, Forward<IndirectTile256>(problem));
        Assert.Equal(expected, Forward<IndirectTile512>(problem));
        if (FewFiltersProduct.Fits(problem.Window, filters))
            Assert.Equal(expected, ForwardOfFewFilters(problem));
    }

    private static void AssertGradient(Problem problem)
    {
        int places = problem.Window.Rows * problem.Window.Columns,
            filters = problem.FilterCount;
        float[] expected = new float[problem.Window.FilterRows * filters];
        for (int i = 0; i < problem.Window.FilterRows; i++)
        {
            for (int j = 0; j < filters; j++)
            {
                float sum = 0.5f;
                for (int place = 0; place < places; place++)
                    sum = MathF.FusedMultiplyAdd(problem.InputAt(place, i), problem.Errors.Span[(place * filters) + j], sum);
                expected[(i * filters) + j] = sum;
            }
        }

        Assert.Equal(expected, Gradient<IndirectTile128>(problem));
        Assert.Equal(expected, Gradient<IndirectTile256>(problem));
        Assert.Equal(expected, Gradient<IndirectTile512>(problem));
    }

    private static float[] Forward<TTile>(Problem problem)
        where TTile : struct, IIndirectTile
    {
        int filters = problem.FilterCount,
            length = problem.Window.Rows * problem.Window.Columns * filters;
        FloatBuffer panels = new(ConvolutionProduct.Padded(filters, TTile.VectorColumns) * problem.Window.FilterRows),
            output = new(length + 40);
        output.Span.Fill(7);
        ConvolutionProduct.Pack(
            new MatrixView(problem.Filters.Pointer, problem.Window.FilterRows, filters),
            panels.Pointer,
            TTile.VectorColumns
        );
        ConvolutionProduct.Forward<TTile>(
            problem.Window,
            problem.Frame.Pointer,
            panels.Pointer,
            problem.Start.Pointer,
            output.Pointer,
            filters
        );
        Assert.All(output.Span[length..].ToArray(), value => Assert.Equal(7, value));
        return output.Span[..length].ToArray();
    }

    private static float[] ForwardOfFewFilters(Problem problem)
    {
        int filters = problem.FilterCount,
            length = problem.Window.Rows * problem.Window.Columns * filters;
        FloatBuffer padded = new(8 * problem.Window.FilterRows),
            output = new(length + 40);
        output.Span.Fill(7);
        for (int i = 0; i < problem.Filters.Length; i++)
            padded.Span[(i / filters * 8) + (i % filters)] = problem.Filters.Span[i];
        FewFiltersProduct.Forward(problem.Window, problem.Frame.Pointer, padded.Pointer, 8, problem.Start.Pointer, output.Pointer, filters);
        Assert.All(output.Span[length..].ToArray(), value => Assert.Equal(7, value));
        return output.Span[..length].ToArray();
    }

    private static float[] Gradient<TTile>(Problem problem)
        where TTile : struct, IIndirectTile
    {
        int filters = problem.FilterCount,
            padded = ConvolutionProduct.Padded(filters, TTile.VectorColumns),
            rows = problem.Window.FilterRows;
        FloatBuffer gradient = new(ConvolutionProduct.PaddedRows(rows) * padded);
        gradient.Span.Fill(0.5f);
        ConvolutionProduct.AddGradient<TTile>(problem.Window, problem.Frame.Pointer, problem.Errors.Pointer, gradient.Pointer, filters);
        return [.. Enumerable.Range(0, rows).SelectMany(row => gradient.Span.Slice(row * padded, filters).ToArray())];
    }

    private static FloatBuffer Values(int count, int seed)
    {
        Random random = new(seed);
        return new FloatBuffer([.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)]);
    }

    private sealed class Problem
    {
        public Problem(int rows, int columns, int size, int stride, int channels, int filters, int padding = 0)
        {
            int height = ((rows - 1) * stride) + size,
                row = (((columns - 1) * stride) + size) * channels;
            FilledArea filled = new(padding, Math.Max(padding, height - padding), padding, Math.Max(padding, (row / channels) - padding));
            Window = new FilterWindow(rows, columns, size, stride, channels, row);
            FilterCount = filters;
            Frame = Values(height * row, 1);
            if (padding > 0)
            {
                Window = Window with { Filled = filled };
                for (int at = 0; at < Frame.Length; at++)
                {
                    int y = at / row,
                        x = at % row / channels;
                    if (y < filled.Top || y >= filled.Bottom || x < filled.Left || x >= filled.Right)
                        Frame.Span[at] = 0;
                }
            }

            Filters = Values(Window.FilterRows * filters, 2);
            Start = Values(filters + 64, 3);
            Errors = Values(rows * columns * filters, 4);
        }

        public FilterWindow Window { get; }

        public int FilterCount { get; }

        public FloatBuffer Frame { get; }

        public FloatBuffer Filters { get; }

        public FloatBuffer Start { get; }

        public FloatBuffer Errors { get; }

        // The input under weight i of a filter at a place: row by row, pixel by pixel, channel by channel.
        public float InputAt(int place, int i) => Frame.Span[IndexOf(place, i)];

        public int IndexOf(int place, int i)
        {
            int channel = i % Window.Channels,
                at = i / Window.Channels,
                y = (place / Window.Columns * Window.Stride) + (at / Window.Size),
                x = (place % Window.Columns * Window.Stride) + (at % Window.Size);
            return (y * (int)Window.FrameRow) + (x * Window.Channels) + channel;
        }
    }
}
