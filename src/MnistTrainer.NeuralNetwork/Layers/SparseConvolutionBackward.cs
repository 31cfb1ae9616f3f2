using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The backward pass in front of max pooling, which passes on its winners alone (<see cref="SparseErrorProduct"/>).</summary>
internal sealed unsafe class SparseConvolutionBackward(Convolution layer, Shape input, ImageFrame frame, ImageWindow pooling)
    : ConvolutionBackward(layer, input, frame)
{
    // The floats that a vector at the end of the frame reads after it.
    private const int Behind = 64;

    private readonly int _line = layer.Size * input.Channels;
    private readonly int _padded = SparseErrorProduct.PaddedLine(layer.Size * input.Channels);
    private readonly int[] _offsets =
    [
        .. Enumerable
            .Range(0, pooling.Size * pooling.Size)
            .Select(place =>
                (place / pooling.Size * layer.Stride * frame.RowLength) + (place % pooling.Size * layer.Stride * input.Channels)
            ),
    ];

    private readonly int[] _corners =
    [
        .. Enumerable
            .Range(0, pooling.Rows * pooling.Columns)
            .Select(at =>
                pooling.Stride * layer.Stride * ((at / pooling.Columns * frame.RowLength) + (at % pooling.Columns * input.Channels))
            ),
    ];

    public override int Errors => pooling.Rows * pooling.Columns;

    /// <summary>Filter by filter, line by line, padded.</summary>
    public override int SliceLength => checked(Columns * FilterLength);

    /// <summary>The errors of the image with its padding, and the winners of a filter.</summary>
    public override int ScratchLength => checked(FrameErrors + SparseErrorProduct.ScratchLength(Errors, _offsets.Length));

    /// <summary>The filters as the gradient lies, padded with zeros.</summary>
    public override int PreparedLength => SliceLength;

    private int FilterLength => Window.Size * _padded;

    private int FrameErrors => checked(Frame.Length + Behind);

    public override void Prepare(float* filters, float* prepared)
    {
        new Span<float>(prepared, PreparedLength).Clear();
        for (int row = 0; row < Window.FilterRows; row++)
        {
            float* to = prepared + OffsetOf(row);
            for (int j = 0; j < Columns; j++)
                to[(nint)j * FilterLength] = filters[(row * Columns) + j];
        }
    }

    public override void Run(float* frame, float* error, float* slice, float* prepared, float* scratch, float* inputError)
    {
        PoolingWinners winners = new(error, Errors * Columns);
        float* frameErrors = inputError == null ? null : scratch + Frame.Length;
        if (frameErrors != null)
            new Span<float>(frameErrors, FrameErrors).Clear();
        fixed (
            int* corners = _corners,
                offsets = _offsets
        )
        {
            nint down = pooling.Stride * Window.Stride * Window.FrameRow;
            SparseErrorProduct.Add(
                Window,
                new PoolingGrid(pooling.Rows, pooling.Columns, down, corners, _offsets.Length, offsets),
                frame,
                winners.Errors,
                winners.Places,
                Columns,
                slice,
                prepared,
                frameErrors,
                scratch + Frame.Length + FrameErrors
            );
        }

        if (frameErrors != null)
            Frame.Take(frameErrors, inputError);
    }

    public override void Sum(int from, int count, float* parts, nint stride, int partCount, float* gradient)
    {
        for (int row = from; row < from + count; )
        {
            int at = row % _line,
                length = Math.Min(_line - at, from + count - row);
            for (int j = 0; j < Columns; j++)
            {
                float* sum = parts + OffsetOf(row) + ((nint)j * FilterLength);
                SliceSum.Of(sum, length, stride, partCount);
                for (int k = 0; k < length; k++)
                    gradient[((row - from + k) * Columns) + j] = sum[k];
            }

            row += length;
        }
    }

    // Of a weight of the first filter.
    private int OffsetOf(int row) => (row / _line * _padded) + (row % _line);
}
