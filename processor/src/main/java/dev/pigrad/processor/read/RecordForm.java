package dev.pigrad.processor.read;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** How a record of the model is taken apart and put together; looked up once, which is slow. */
final class RecordForm {
  private static final ClassValue<RecordForm> FORMS =
      new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
          return new RecordForm(type);
        }
      };

  private final String name;
  private final List<Type> types;
  private final List<Method> accessors;
  private final Constructor<?> constructor;

  private RecordForm(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.name = type.getSimpleName();
    this.types = Arrays.stream(components).map(RecordComponent::getGenericType).toList();
    this.accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form of a record class. */
  static RecordForm of(Class<?> type) {
    return FORMS.get(type);
  }

  /** Its simple name. */
  String name() {
    return name;
  }

  /** The types of its components. */
  List<Type> types() {
    return types;
  }

  /** The components of a record. */
  Object[] components(Record tuple) {
    Object[] values = new Object[accessors.size()];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = accessors.get(i).invoke(tuple);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return values;
  }

  /** A record of components. */
  Object create(Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
