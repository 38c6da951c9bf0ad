/* Sums over tables of small numbers in which features of a text are hashed: which run of it is the best, and which rows add up.

   An accelerator, and nothing but that: `spans.py` beside it, and `reply/fit.py`, do without where this is not compiled, and
   tests/text/test_sums.py holds them to the same answers, to the last bit. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>

#define FORM 2 /* of what is said between here and Python */
#define MIX 0x9E3779B97F4A7C15ULL
#define SHIFT 44
#define BITS 18
#define BEFORE 1
#define AFTER 2
#define LEAST 12.0
#define MOST 1024 /* characters of a text; features of a character: */
#define BEGINS 4
#define ENDS 4
#define HOLDS 2

static inline uint32_t place(uint64_t salt, uint64_t code)
{
    return (uint32_t)((salt << 42 | code) * MIX >> SHIFT) & ((1 << BITS) - 1);
}

typedef struct {
    Py_ssize_t size, distinct;       /* characters; different features of the whole text */
    uint32_t begins[MOST][BEGINS], ends[MOST + 1][ENDS], holds[MOST][HOLDS], whole[MOST];
    Py_ssize_t last[MOST];           /* where the clause ends that a character stands in; its own place where it is a stop */
} Features;

/* As `features` in spans.py. */
static void features_of(const uint64_t *codes, Py_ssize_t size, Features *out)
{
    out->size = size, out->distinct = 0;
    for (Py_ssize_t k = 2; k < size + 3; k++) {
        uint64_t before = codes[k - 2] << 21 | codes[k - 1], here = codes[k - 1] << 21 | codes[k];
        uint32_t *end = out->ends[k - 2];
        end[0] = place(5, codes[k - 1]), end[1] = place(6, codes[k]), end[2] = place(7, here), end[3] = place(8, before);
        if (k >= size + 2)
            break;
        uint64_t after = codes[k] << 21 | codes[k + 1];
        uint32_t *begin = out->begins[k - 2], *hold = out->holds[k - 2];
        begin[0] = place(1, codes[k]), begin[1] = place(2, codes[k - 1]), begin[2] = place(3, here), begin[3] = place(4, after);
        hold[0] = place(9, codes[k]), hold[1] = place(10, after);
        if (k <= size) {
            uint32_t found = place(11, after);
            Py_ssize_t n = 0;
            while (n < out->distinct && out->whole[n] != found)
                n++;
            if (n == out->distinct)
                out->whole[out->distinct++] = found;
        }
    }
}

/* The best run of a kind as (start, end, how sure), or None where that there is none is better. */
static PyObject *best_of(const Features *f, const int8_t *table, Py_ssize_t longest, const double *lengths, double none, double unit,
                         double *scores)
{
    Py_ssize_t from = 0, to = 0, count = 0, best = 0;
    int64_t ended[MOST + 1], begun[MOST + 1], held = 0, sum = 0;
    for (Py_ssize_t n = 0; n <= f->size; n++) {
        const uint32_t *end = f->ends[n], *begin = f->begins[n], *hold = f->holds[n];
        ended[n] = table[end[0]] + table[end[1]] + table[end[2]] + table[end[3]] + held;
        if (n == f->size)
            break;
        begun[n] = table[begin[0]] + table[begin[1]] + table[begin[2]] + table[begin[3]] - held;
        held += table[hold[0]] + table[hold[1]];
    }
    for (Py_ssize_t n = 0; n < f->distinct; n++)
        sum += table[f->whole[n]];
    double nothing = none + unit * (double)sum / sqrt((double)(f->distinct ? f->distinct : 1));
    for (Py_ssize_t start = 0; start < f->size; start++)
        for (Py_ssize_t end = start + 2; end <= f->last[start] && end <= start + longest; end++) {
            scores[count] = (double)(begun[start] + ended[end]) + lengths[end - start];
            if (!count || scores[count] > scores[best])
                best = count, from = start, to = end;
            count++;
        }
    double top = count ? scores[best] * unit : 0, total = 0;
    if (!count || !(top > nothing))
        Py_RETURN_NONE;
    for (Py_ssize_t n = 0; n < count; n++)
        if (scores[n] * unit > top - LEAST)
            total += exp(scores[n] * unit - top);
    return Py_BuildValue("nnd", from, to, 1 / (total + exp(nothing - top)));
}

PyDoc_STRVAR(best_doc, "best(text, stops, kinds) -> list\n\n"
    "Of each kind (table, longest, lengths as doubles, none, unit) the best run of two characters or more of a text without a stop\n"
    "in it, as (start, end, how sure it is), or None.");

static PyObject *best(PyObject *self, PyObject *arguments)
{
    PyObject *text, *stops, *kinds, *found = NULL;
    if (!PyArg_ParseTuple(arguments, "UUO!", &text, &stops, &PyTuple_Type, &kinds))
        return NULL;
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), longest = 0;
    if (size > MOST) {
        PyErr_SetString(PyExc_ValueError, "a text is not so long");
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyTuple_GET_SIZE(kinds); n++) {
        PyObject *kind = PyTuple_GET_ITEM(kinds, n);
        Py_ssize_t own = PyTuple_Check(kind) && PyTuple_GET_SIZE(kind) == 5 ? PyLong_AsSsize_t(PyTuple_GET_ITEM(kind, 1)) : -1;
        if (own < 0) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a kind is (table, longest, lengths, none, unit)");
            return NULL;
        }
        longest = own > longest ? own : longest;
    }
    longest = longest < size ? longest : size;
    Features *features = PyMem_Malloc(sizeof(Features));
    double *scores = PyMem_Malloc((size * longest + 1) * sizeof(double));
    uint64_t codes[MOST + 4] = {BEFORE, BEFORE};
    if (!features || !scores) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t n = 0; n < size; n++)
        codes[n + 2] = PyUnicode_READ_CHAR(text, n);
    codes[size + 2] = codes[size + 3] = AFTER;
    features_of(codes, size, features);
    for (Py_ssize_t n = size, last = size; n-- > 0;) {
        int stop = 0;
        for (Py_ssize_t s = 0; s < PyUnicode_GET_LENGTH(stops); s++)
            stop |= PyUnicode_READ_CHAR(stops, s) == codes[n + 2];
        last = stop ? n : last;
        features->last[n] = last;
    }
    found = PyList_New(0);
    for (Py_ssize_t n = 0; found && n < PyTuple_GET_SIZE(kinds); n++) {
        Py_buffer table, lengths;
        double none, unit;
        Py_ssize_t most;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(kinds, n), "y*ny*dd", &table, &most, &lengths, &none, &unit)) {
            Py_CLEAR(found);
            break;
        }
        PyObject *run = NULL;
        if (table.len != 1 << BITS || lengths.len < (most + 1) * (Py_ssize_t)sizeof(double))
            PyErr_SetString(PyExc_ValueError, "a table, or what lengths weigh, is not of that size");
        else
            run = best_of(features, table.buf, most, lengths.buf, none, unit, scores);
        PyBuffer_Release(&table);
        PyBuffer_Release(&lengths);
        if (!run || PyList_Append(found, run) < 0)
            Py_CLEAR(found);
        Py_XDECREF(run);
    }
done:
    PyMem_Free(features);
    PyMem_Free(scores);
    return found;
}

PyDoc_STRVAR(rows_doc, "rows(text, rows, width, longest, bits) -> (count, list)\n\n"
    "How many n-grams of up to `longest` characters (3 at most) a text with its edges has, and the sum of their rows in a table of\n"
    "1 << bits rows of `width` numbers of 16 bits.");

static PyObject *rows(PyObject *self, PyObject *arguments)
{
    PyObject *text, *found = NULL;
    Py_buffer table;
    Py_ssize_t width, longest, count = 0;
    int bits;
    uint64_t codes[MOST + 2];
    uint32_t sums[256] = {0};
    if (!PyArg_ParseTuple(arguments, "Uy*nni", &text, &table, &width, &longest, &bits))
        return NULL;
    Py_ssize_t size = PyUnicode_GET_LENGTH(text) + 2;
    if (size > MOST + 2 || width < 1 || width > 256 || longest < 1 || longest > 3 || bits < 0 || bits > 20
        || table.len != (width * 2) << bits) {
        PyErr_SetString(PyExc_ValueError, "a text, a row or a table is not of that size");
        goto done;
    }
    codes[0] = BEFORE, codes[size - 1] = AFTER;
    for (Py_ssize_t n = 1; n < size - 1; n++)
        codes[n] = PyUnicode_READ_CHAR(text, n - 1);
    for (Py_ssize_t start = 0; start < size; start++) {
        uint64_t code = 0;
        for (Py_ssize_t at = start; at < start + longest && at < size; at++, count++) {
            code = code << 21 | codes[at];
            const uint8_t *row = (const uint8_t *)table.buf + (((code * MIX) >> SHIFT) & ((1u << bits) - 1)) * width * 2;
            for (Py_ssize_t n = 0; n < width; n++)
                sums[n] += row[2 * n] | (uint32_t)row[2 * n + 1] << 8;
        }
    }
    PyObject *numbers = PyList_New(width);
    for (Py_ssize_t n = 0; numbers && n < width; n++) {
        PyObject *sum = PyLong_FromUnsignedLong(sums[n]);
        if (!sum)
            Py_CLEAR(numbers);
        else
            PyList_SET_ITEM(numbers, n, sum);
    }
    if (numbers)
        found = Py_BuildValue("nN", count, numbers);
done:
    PyBuffer_Release(&table);
    return found;
}

static PyMethodDef methods[] = {
    {"best", best, METH_VARARGS, best_doc},
    {"rows", rows, METH_VARARGS, rows_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_sums", "Sums over tables of hashed features, in C.", -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__sums(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddIntConstant(made, "FORM", FORM) < 0)
        Py_CLEAR(made);
    return made;
}
